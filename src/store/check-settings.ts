import type { GenerateRequest } from '../protocol/generation';
import { checkGuidance, checkPrompt, checkSampler, checkSeed, checkSteps } from '../protocol/validate';
import type { Settings, SettingsField, SettingsProblems } from './settings';

const checks = {
  prompt: checkPrompt,
  seed: checkSeed,
  steps: checkSteps,
  sampler: checkSampler,
  guidance: checkGuidance,
} as const satisfies { [Field in SettingsField]: (value: string) => GenerateRequest[Field] };

/** What is wrong with one field, for people, or null. */
export function problemOf(field: SettingsField, value: string): string | null {
  try {
    checks[field](value);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Turns settings into a request, or lists every field that stands in its way. */
export function checkSettings(
  settings: Settings,
): { readonly request: GenerateRequest } | { readonly problems: SettingsProblems } {
  const problems: Partial<Record<SettingsField, string>> = {};
  for (const field of Object.keys(checks) as SettingsField[]) {
    const problem = problemOf(field, settings[field]);
    if (problem !== null) problems[field] = problem;
  }
  if (Object.keys(problems).length > 0) return { problems };
  return {
    request: {
      prompt: checks.prompt(settings.prompt),
      seed: checks.seed(settings.seed),
      steps: checks.steps(settings.steps),
      sampler: checks.sampler(settings.sampler),
      guidance: checks.guidance(settings.guidance),
    },
  };
}
