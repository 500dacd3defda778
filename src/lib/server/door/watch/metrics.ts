import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { RouteClass } from '../limits/route-class.ts';

/** What is read when somebody asks for the metrics. */
export interface Readings {
	waiting: () => number;
	running: () => number;
	connections: () => number;
	refused: () => number;
	/** Tasks that wait for a worker thread. */
	workersWaiting: () => number;
	/** The release that is served; null where none can be. */
	release: () => { id: string; publishedAt: string | null; dataThrough: string | null } | null;
	/** How the last refresh of each upstream ended. */
	upstreams: () => readonly {
		name: string;
		failed: boolean;
		lastGood: string | null;
		/** Newest day in its own data, YYYY-MM-DD. */
		newest: string | null;
	}[];
	/** When the store of releases was last read, in ms since 1970; null where none is followed, or it was not yet. */
	storeReadAt: () => number | null;
	now: () => Date;
}

/** What is counted as it happens, and all of it as Prometheus reads it. */
export interface Metrics {
	answered: (kind: RouteClass, status: number, seconds: number) => void;
	cached: (isKept: boolean) => void;
	contentType: string;
	/** The metrics in the text format of Prometheus. */
	text: () => Promise<string>;
}

/** Upper bounds of how long answers took, in seconds. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30];

/** Metrics of one server, in a registry of its own. */
export function metricsOf(readings: Readings): Metrics {
	const register = new Registry();
	// Memory, CPU, open files, garbage collection and the delay of the event loop.
	collectDefaultMetrics({ register });
	const registers = [register];
	const requests = new Counter({
		name: 'groundswell_requests_total',
		help: 'Requests answered, by kind and status; 499: the client went away',
		labelNames: ['kind', 'status'],
		registers
	});
	const duration = new Histogram({
		name: 'groundswell_request_duration_seconds',
		help: 'Time from the request to the end of its answer, by kind',
		labelNames: ['kind'],
		buckets: SECONDS,
		registers
	});
	const cache = new Counter({
		name: 'groundswell_cache_total',
		help: 'Answers of the API that were kept (hit) or had to be made (miss)',
		labelNames: ['result'],
		registers
	});
	for (const result of ['hit', 'miss']) cache.inc({ result }, 0);
	read(
		registers,
		'groundswell_requests_waiting',
		'Requests in line for an answer',
		readings.waiting
	);
	read(registers, 'groundswell_requests_running', 'Answers being made', readings.running);
	read(registers, 'groundswell_connections', 'Open connections', readings.connections);
	read(
		registers,
		'groundswell_requests_refused_total',
		'Requests turned away with 503 because of too much to do, since the start',
		readings.refused
	);
	read(
		registers,
		'groundswell_workers_waiting',
		'Tasks, such as lists of sites to read, that wait for a worker thread',
		readings.workersWaiting
	);
	ofRelease(registers, readings);
	ofStore(registers, readings);
	ofUpstreams(registers, readings);
	return {
		answered: (kind, status, seconds) => {
			requests.inc({ kind, status });
			duration.observe({ kind }, seconds);
		},
		cached: (isKept) => cache.inc({ result: isKept ? 'hit' : 'miss' }),
		contentType: register.contentType,
		text: () => register.metrics()
	};
}

const read = (registers: Registry[], name: string, help: string, value: () => number): unknown =>
	new Gauge({
		name,
		help,
		registers,
		collect() {
			this.set(value());
		}
	});

/** Age of the release and of its data; without a release there is no value, which an alert can look for. */
function ofStore(registers: Registry[], { storeReadAt, now }: Readings): void {
	new Gauge({
		name: 'groundswell_store_copy_age_seconds',
		help: 'Time since the store of releases was last read and everything new in it copied',
		registers,
		collect() {
			const at = storeReadAt();
			this.remove();
			if (at !== null) this.set((now().getTime() - at) / 1000);
		}
	});
}

function ofRelease(registers: Registry[], { release, now }: Readings): void {
	const age = (name: string, help: string, at: 'publishedAt' | 'dataThrough') =>
		new Gauge({
			name,
			help,
			labelNames: ['release'],
			registers,
			collect() {
				this.reset();
				const served = release();
				const since = served?.[at] ?? null;
				if (served === null || since === null) return;
				this.set({ release: served.id }, (now().getTime() - Date.parse(since)) / 1000);
			}
		});
	age(
		'groundswell_release_age_seconds',
		'Time since the served release was published',
		'publishedAt'
	);
	age('groundswell_data_age_seconds', 'Time since the last day the data knows of', 'dataThrough');
}

function ofUpstreams(registers: Registry[], { upstreams }: Readings): void {
	new Gauge({
		name: 'groundswell_upstream_refresh_failed',
		help: '1 where the last refresh of an upstream failed, else 0',
		labelNames: ['upstream'],
		registers,
		collect() {
			this.reset();
			for (const { name, failed } of upstreams()) this.set({ upstream: name }, failed ? 1 : 0);
		}
	});
	const moment = (name: string, help: string, of: 'lastGood' | 'newest') =>
		new Gauge({
			name,
			help,
			labelNames: ['upstream'],
			registers,
			collect() {
				this.reset();
				for (const upstream of upstreams()) {
					const at = upstream[of];
					if (at !== null) this.set({ upstream: upstream.name }, Date.parse(at) / 1000);
				}
			}
		});
	moment(
		'groundswell_upstream_last_good_timestamp_seconds',
		'When the copy in use was last confirmed by its upstream',
		'lastGood'
	);
	moment(
		'groundswell_upstream_newest_data_timestamp_seconds',
		'Start (UTC) of the newest day in the data of an upstream, whenever they were fetched',
		'newest'
	);
}
