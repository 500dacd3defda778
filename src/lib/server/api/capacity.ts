import { XLSX_ROWS } from '#lib/domain/files.ts';

/** How much the server keeps of its answers, and how much whole tables may cost it. */
export interface Limits {
	cacheMegabytes: number;
	/** Downloads one client may ask for at once, and after how long it may ask for one more. */
	costlyBurst: number;
	costlyEveryMs: number;
	/** Answers that are not kept one client may ask for at once, and after how long for one more; searches cost more. */
	readBurst: number;
	readEveryMs: number;
	/** Downloads running at once, over all clients. */
	downloads: number;
	/** Rows an Excel sheet may have below its header. */
	xlsxRows: number;
}

/** What holds by default. */
export const DEFAULTS: Limits = {
	cacheMegabytes: 64,
	costlyBurst: 60,
	costlyEveryMs: 1000,
	readBurst: 200,
	readEveryMs: 100,
	downloads: 50,
	xlsxRows: XLSX_ROWS
};
