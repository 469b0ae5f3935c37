"""Dogs of all breeds, in four poses."""

from __future__ import annotations

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.dog_breeds import BREEDS, Breed
from kiln.grammar.dog_coats import Scene
from kiln.grammar.dog_parts import add_head, add_poofs, add_tail, face_parts
from kiln.grammar.quadruped import pose
from kiln.mesh import Color, merge

# The black hairs of a black dog swallow black eyes; lighter ones read at a distance.
LIGHT_EYE: Color = (0.62, 0.42, 0.18)
COLLARS = ("red", "blue", "green", "yellow", "purple", "pink", "orange", "black")
TONGUE: Color = (0.88, 0.42, 0.46)


def dog(rng: Rng) -> Sample:
    """A dog of some breed; a third of them corgis, half of them standing."""
    name = pick(rng, BREEDS, [b.weight for b in BREEDS.values()])
    breed = BREEDS[name]
    style = pick(rng, ("standing", "walking", "sitting", "lying"), (0.52, 0.08, 0.25, 0.15))
    coat = pick(rng, breed.coats)
    collar = pick(rng, COLLARS) if rng.random() < 0.3 else None
    tongue = bool(rng.random() < 0.2)
    turn = float(rng.uniform(-25, 25)) if rng.random() < 0.2 else 0.0
    posed = pose(breed.body.vary(rng, 0.08), style, rng, turn)
    face = add_head(posed, breed.head.vary(rng))
    add_tail(posed, breed.tail, breed.tail_size * float(rng.uniform(0.9, 1.1)), rng)
    if breed.poofs:
        add_poofs(posed, breed.body)
    skin = posed.skin
    reach = 2.6 * posed.head.size
    focus = (posed.head.origin - reach, posed.head.origin + reach)
    body = skin.mesh(lambda s: breed.coats[coat](Scene(s, posed, face, rng)), 2300, focus, 1.35)
    dark = coat in ("black", "chocolate", "black and tan")
    eye = LIGHT_EYE if dark else pick(rng, breed.eyes)
    parts = [body, *face_parts(posed, face, (0.07, 0.06, 0.06), eye, TONGUE if tongue else None)]
    if collar:
        axis = posed.neck[1] - posed.neck[0]
        at = posed.neck[0] + axis * 0.5
        parts.append(skin.band(at, axis, 0.06, 0.022, shade(rng, collar, 0.04), 0.45).named("collar"))
    captions = _captions(rng, breed, style, coat, collar, tongue)
    return Sample(merge(parts), "dog", captions, f"{name} {style}")


def _captions(rng: Rng, breed: Breed, style: str, coat: str, collar: str | None, tongue: bool) -> tuple[str, ...]:
    name = breed.names[0]
    called = pick(rng, breed.names, [3] + [1] * (len(breed.names) - 1))
    worn = ([f"{article(collar)} collar"] if collar else []) + (["its tongue out"] if tongue else [])
    tail = f" with {' and '.join(worn)}" if worn else ""
    coat = "" if coat in name else coat + " "  # not "a golden golden retriever"
    options = [
        pick(rng, ("dog", "a dog")),
        pick(rng, (name, article(name), f"{article(name)} dog")),
        pick(rng, (f"{article(style)} {name} dog", f"{article(style)} {name}", f"{article(name)} dog {style}")),
        pick(rng, (article(f"{coat}{called}"), article(f"{coat}dog"), article(f"{coat}{name} dog {style}"))),
        f"{article(style)} {coat}{called}" + (tail if called == name or len(worn) < 2 else ""),
    ]
    if worn:
        options.append(f"{article(pick(rng, ('dog', name + ' dog')))}{tail}")
    if name == "dalmatian":
        options.append(pick(rng, ("a white dog with black spots", f"{article(style)} white dog with black spots")))
    if called != name:
        options.append(called)
    if rng.random() < 0.3:
        options.append(pick(rng, (f"{article(style)} dog", "a cute dog", f"a cute {name}", "a puppy")))
    return tuple(dict.fromkeys(options))


GENERATORS: dict[str, Generator] = {"dog": dog}
