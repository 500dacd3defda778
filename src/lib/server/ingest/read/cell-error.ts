/** What is wrong with one cell, or one row: a stable code, and what was expected. */
export class CellError extends Error {
	readonly code: string;
	/** The column at fault, where a whole row was looked at. */
	readonly column: string | null;
	constructor(code: string, message: string, column: string | null = null) {
		super(message);
		this.code = code;
		this.column = column;
	}
}
