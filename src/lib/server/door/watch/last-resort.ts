/** What of a process the last resort needs: events of what nobody caught, and an end. */
interface Ending {
	on: (event: 'uncaughtException' | 'unhandledRejection', told: (error: unknown) => void) => void;
	exit: (code: number) => void;
}

/**
 * What nobody caught leaves a process in a state nobody knows: it is logged, answers under way are let finish, and the
 * process ends with 1, for whoever supervises it to start anew.
 * @param close stops taking requests; fulfilled when answers under way are out
 */
export function lastResort(
	ending: Ending,
	close: () => Promise<unknown>,
	log: (error: unknown, words: string) => void
): void {
	let isEnding = false;
	const end = async (error: unknown) => {
		log(error, 'nobody caught a failure; the server finishes what it is answering and ends');
		if (isEnding) return;
		isEnding = true;
		try {
			await close();
		} catch (failure) {
			log(failure, 'the server could not finish what it was answering');
		}
		ending.exit(1);
	};
	ending.on('uncaughtException', (error) => void end(error));
	ending.on('unhandledRejection', (error) => void end(error));
}
