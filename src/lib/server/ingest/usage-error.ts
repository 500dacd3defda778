/** What was asked for cannot be done as asked; the message is one line and says what to change. */
export class UsageError extends Error {}
