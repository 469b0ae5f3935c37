/** Things a person should know although nothing failed. */
export type NoticeCode =
  /** Words at the end of the prompt were not read. */
  | 'PROMPT_SHORTENED'
  /** The tokenizer knows some of the prompt's characters, but not all. */
  | 'PROMPT_PARTLY_UNKNOWN'
  /** The tokenizer knows nothing of the prompt: the object is a guess. */
  | 'PROMPT_UNKNOWN'
  /** Nothing that the model was trained on is near the prompt. */
  | 'PROMPT_FAR'
  /** The finished object's outline has little of a photo's. */
  | 'PHOTO_UNLIKE';

export interface Notice {
  readonly code: NoticeCode;
  readonly message: string;
}
