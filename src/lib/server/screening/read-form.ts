import { formOf, type SentForm } from './form.ts';
import { outcomeOf, type ScreenOutcome } from './refusal.ts';

/** Takes a form apart; runs in a worker, since any form can be sent. */
export const readForm = ({
	bytes,
	type
}: {
	bytes: Uint8Array<ArrayBuffer>;
	type: string;
}): Promise<ScreenOutcome<SentForm>> => outcomeOf(() => formOf(bytes, type));
