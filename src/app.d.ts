import type { Fault } from '#lib/domain/filter/link/faults.ts';

declare global {
	namespace App {
		interface Error {
			/** Values of the address that were not taken. */
			wrong?: Fault[];
			/** Address of the page that was likely meant. */
			meant?: string;
		}
		interface PageData {
			/** Values of the address that were left out. */
			faults?: Fault[];
		}
		interface Locals {
			/** Whether values of the page's address were left out. */
			faulty?: boolean;
			/** What asks for the page's data, each address once. */
			once?: (request: Request) => Promise<Response>;
			/** Where the operator takes reports of errors, an e-mail or https address; null where nobody is named. */
			reports: string | null;
		}
	}
}

export {};
