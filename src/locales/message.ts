/** What happened, with the values, and what to do next. `{name}` stands for a value, `{count row|rows}` for a number with the word that goes with it. */
export interface Message {
  message: string;
  hint?: string;
}

/** The same codes in another language: each needs a hint where the English has one. */
export type Translated<English> = {
  [Code in keyof English]: English[Code] extends { hint: string } ? Required<Message> : Message;
};
