declare global {
	namespace App {
		interface Locals {
			/** Where the operator takes reports of errors, an e-mail or https address; null where nobody is named. */
			reports: string | null;
		}
	}
}

export {};
