/** What a request may ask for. The same numbers hold in the studio, in the worker and on the command line. */

/** Denoising steps of one generation. */
export const STEPS_MIN = 1;
export const STEPS_MAX = 200;

/** A seed is an unsigned 32-bit integer, the state the noise generator is started from. */
export const SEED_MIN = 0;
export const SEED_MAX = 0xffff_ffff;

/** Scale w of classifier-free guidance: 0 ignores prompt and photos, 1 is the plain conditional model. */
export const GUIDANCE_MIN = 0;
export const GUIDANCE_MAX = 20;

/** How far an object follows the outlines and colours of its photos: 0 not at all. */
export const PHOTO_GUIDANCE_MIN = 0;
export const PHOTO_GUIDANCE_MAX = 1;
/** Fidelity to photos: see timeGrid. */
export const FIDELITY_MIN = 0;
export const FIDELITY_MAX = 1;

/**
 * Characters (code points) of a prompt that the text encoder looks at; it reads a few dozen word pieces of them at
 * most. What is not read is said in a notice.
 */
export const PROMPT_CHARACTERS_MAX = 1_024;

/** Photos of one object: as many as the networks were trained on. */
export const PHOTOS_MAX = 4;

/** Objects that one press makes of a prompt, each with a seed of its own. */
export const VARIATIONS_MAX = 9;
/** Characters of the name that a person gives to an object in the library; longer ones are cut. */
export const NAME_CHARACTERS_MAX = 200;
