/** What is wrong with one cell, or one row: a stable code, and what was expected. */
export class CellError extends Error {
	readonly code: string;
	constructor(code: string, message: string) {
		super(message);
		this.code = code;
	}
}
