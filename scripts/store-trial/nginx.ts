import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answering, freePort, partOf, type Part } from './processes.ts';

/** nginx with a cache before some servers: one that does not answer is passed over. */
export async function startNginx(
	folder: string,
	ports: readonly number[]
): Promise<{ address: string; part: Part }> {
	mkdirSync(join(folder, 'cache'), { recursive: true });
	const port = await freePort();
	const path = join(folder, 'nginx.conf');
	writeFileSync(
		path,
		`daemon off;
worker_processes 1;
user root;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log warn;
events { worker_connections 512; }
http {
	access_log off;
	client_body_temp_path ${folder}/body;
	proxy_temp_path ${folder}/proxy;
	fastcgi_temp_path ${folder}/fastcgi;
	uwsgi_temp_path ${folder}/uwsgi;
	scgi_temp_path ${folder}/scgi;
	proxy_cache_path ${folder}/cache levels=1:2 keys_zone=pages:10m max_size=200m;
	upstream servers {
${ports.map((one) => `		server 127.0.0.1:${one} max_fails=1 fail_timeout=2s;`).join('\n')}
		keepalive 16;
	}
	server {
		listen 127.0.0.1:${port};
		location / {
			proxy_pass http://servers;
			proxy_http_version 1.1;
			proxy_set_header Connection "";
			proxy_set_header Host $http_host;
			proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
			proxy_connect_timeout 2s;
			proxy_next_upstream error timeout http_502 http_503;
			proxy_cache pages;
			proxy_cache_lock on;
			proxy_cache_use_stale updating;
			add_header X-Cache $upstream_cache_status always;
		}
	}
}
`
	);
	const part = partOf('nginx', ['nginx', '-c', path, '-p', folder], {
		log: join(folder, 'nginx.out')
	});
	part.start();
	const address = `http://127.0.0.1:${port}`;
	await answering(`${address}/live`);
	return { address, part };
}
