import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { answering, freePort, partOf, type Part } from './processes.ts';

const run = promisify(execFile);

/** A small Ceph: one monitor, three storage daemons that hold each object three times, one gateway that speaks S3. */
export interface Ceph {
	endpoint: string;
	keys: { AWS_ACCESS_KEY_ID: string; AWS_SECRET_ACCESS_KEY: string };
	storage: Part[];
	gateway: Part;
	stop: () => Promise<void>;
}

const STORAGE = [0, 1, 2];
const SECRET = 'trial-of-one-machine';
const AS_ROOT = ['--setuser', 'root', '--setgroup', 'root'];

/**
 * Starts Ceph in a folder: nothing of it is left elsewhere. Needs root, and the packages ceph-mon, ceph-osd,
 * radosgw and ceph-common.
 */
export async function startCeph(folder: string): Promise<Ceph> {
	const [monitorPort, port] = [await freePort(), await freePort()];
	const fsid = randomUUID();
	for (const name of ['mon', 'run', 'rgw', ...STORAGE.map((id) => `osd${id}`)])
		mkdirSync(join(folder, name), { recursive: true });
	const path = join(folder, 'ceph.conf');
	writeFileSync(path, configOf(folder, { fsid, monitorPort, port }));
	const conf = ['-c', path];
	const log = (name: string) => ({ log: join(folder, 'run', `${name}.out`) });
	const map = join(folder, 'monmap');
	const address = `[v2:127.0.0.1:${monitorPort}]`;
	await run('monmaptool', ['--create', '--addv', 'a', address, '--fsid', fsid, map]);
	await run('ceph-mon', [...conf, '--mkfs', '-i', 'a', '--monmap', map, ...AS_ROOT]);
	const monitor = partOf('monitor', ['ceph-mon', ...conf, '-i', 'a', '-f', ...AS_ROOT], log('mon'));
	monitor.start();
	const storage: Part[] = [];
	for (const id of STORAGE) {
		const uuid = randomUUID();
		await run('ceph', [...conf, 'osd', 'new', uuid], { timeout: 120_000 });
		const own = [...conf, '-i', String(id), ...AS_ROOT];
		await run('ceph-osd', [...own, '--mkfs', '--osd-uuid', uuid]);
		storage.push(partOf(`storage daemon ${id}`, ['ceph-osd', ...own, '-f'], log(`osd${id}`)));
	}
	for (const one of storage) one.start();
	await storageUp(conf);
	const gateway = partOf(
		'gateway',
		['radosgw', ...conf, '-n', 'client.rgw', '-f', ...AS_ROOT],
		log('rgw')
	);
	gateway.start();
	const endpoint = `http://127.0.0.1:${port}`;
	await answering(endpoint);
	const keys = { AWS_ACCESS_KEY_ID: 'trial', AWS_SECRET_ACCESS_KEY: SECRET };
	const user = [
		'--uid=trial',
		'--display-name=trial',
		'--access-key=trial',
		`--secret-key=${SECRET}`
	];
	await run('radosgw-admin', [...conf, '-n', 'client.rgw', 'user', 'create', ...user]);
	return {
		endpoint,
		keys,
		storage,
		gateway,
		stop: async () => {
			for (const one of [gateway, ...storage, monitor]) await one.kill();
		}
	};
}

async function storageUp(conf: readonly string[]): Promise<void> {
	for (let at = 0; at < 120; at++) {
		const { stdout } = await run('ceph', [...conf, 'osd', 'stat', '-f', 'json']);
		const { num_up_osds: up } = JSON.parse(stdout) as { num_up_osds: number };
		if (up === STORAGE.length) return;
		await pause(500);
	}
	throw new Error('the storage daemons of Ceph did not come up; their logs are in run/');
}

/** Three copies on three daemons of one machine; a write needs two of them. Without keys: all of it is local. */
function configOf(
	folder: string,
	{ fsid, monitorPort, port }: { fsid: string; monitorPort: number; port: number }
): string {
	return `[global]
fsid = ${fsid}
mon_initial_members = a
mon_host = v2:127.0.0.1:${monitorPort}
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
osd_pool_default_size = 3
osd_pool_default_min_size = 2
osd_pool_default_pg_num = 8
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
run_dir = ${folder}/run
admin_socket = ${folder}/run/$name.asok
log_file = ${folder}/run/$name.log
pid_file =
mon_data = ${folder}/mon
mon_data_avail_crit = 1
mon_osd_min_down_reporters = 1
osd_data = ${folder}/osd$id
osd_heartbeat_interval = 2
osd_heartbeat_grace = 6
[osd]
osd_objectstore = bluestore
bluestore_block_size = 3221225472
bluestore_block_create = true
bluestore_cache_autotune = false
bluestore_cache_size = 67108864
[client.rgw]
rgw_data = ${folder}/rgw
rgw_frontends = beast endpoint=127.0.0.1:${port}
ms_mon_client_mode = crc
`;
}
