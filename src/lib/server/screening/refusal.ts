import { UploadError } from './upload.ts';

/** What came of reading: classes of errors do not pass from a worker to who asked. */
export type ScreenOutcome<Value> =
	{ value: Value } | { refused: { message: string; status: UploadError['status'] } };

/** Reads, with a refusal as a value. */
export async function outcomeOf<Value>(read: () => Promise<Value>): Promise<ScreenOutcome<Value>> {
	try {
		return { value: await read() };
	} catch (error) {
		if (!(error instanceof UploadError)) throw error;
		return { refused: { message: error.message, status: error.status } };
	}
}

/** What was read. @throws UploadError where it was refused */
export function valueIn<Value>(outcome: ScreenOutcome<Value>): Value {
	if ('value' in outcome) return outcome.value;
	throw new UploadError(outcome.refused.message, outcome.refused.status);
}
