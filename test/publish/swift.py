"""A real S3-compatible server on loopback, for tests: OpenStack Swift with its own `s3api`, from Debian's python3-swift.

    /usr/bin/python3 -I swift.py        one line of JSON on standard output = ready; ends when standard input closes
    /usr/bin/python3 -I swift.py check  exit status 0 if Swift can be started here

Four servers (proxy, account, container, object) with one replica in a temporary directory. Nothing of Swift is changed; a dictionary stands
in for memcached, which `tempauth` insists on. The key's secret is random at every start.
"""

import ctypes
import gzip  # noqa: F401 (Swift's rings need it; its absence is told here rather than in a log)
import importlib
import json
import os
import pwd
import secrets
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

KINDS = ('proxy', 'account', 'container', 'object')
STORAGE = KINDS[1:]
LOOPBACK = '127.0.0.1'

SWIFT = '''
[swift-hash]
swift_hash_path_prefix = intab
swift_hash_path_suffix = tests
[storage-policy:0]
name = one
default = yes
policy_type = replication
'''

COMMON = '''
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
swift_dir = {etc}
user = {user}
workers = 0
log_level = WARNING
'''

BACKEND = COMMON + '''
devices = {devices}
mount_check = false
disable_fallocate = true
fallocate_reserve = 0
[pipeline:main]
pipeline = {kind}-server
[app:{kind}-server]
use = egg:swift#{kind}
'''

PROXY = COMMON + '''
cors_allow_origin = *
strict_cors_mode = true
[pipeline:main]
pipeline = catch_errors gatekeeper cors cache listing_formats bulk s3api tempauth slo dlo versioned_writes proxy-server
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:cache]
paste.filter_factory = intab_tests:cache_factory
[filter:cors]
paste.filter_factory = intab_tests:cors_factory
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:bulk]
use = egg:swift#bulk
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
cors_preflight_allow_origin = *
[filter:tempauth]
use = egg:swift#tempauth
user_test_owner = {secret} .admin
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo
[filter:versioned_writes]
use = egg:swift#versioned_writes
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
'''


def is_installed():
    """True if everything that the servers import is here, and the temporary directory keeps extended attributes, as Swift needs."""
    try:
        for name in ('common.ring', 'common.wsgi', 'common.middleware.s3api.s3api', 'proxy.server', *(
                kind + '.server' for kind in ('account', 'container', 'obj'))):
            importlib.import_module('swift.' + name)
        with tempfile.NamedTemporaryFile() as file:
            os.setxattr(file.name, 'user.intab', b'1')
    except (ImportError, OSError):
        return False
    return True


class Cache:
    """The part of memcached's client that Swift uses."""

    def __init__(self):
        self.kept = {}

    def set(self, key, value, serialize=True, time=0, **_):
        until = now() + time if time else None
        self.kept[key] = (until, json.dumps(value) if serialize else value, serialize)

    def get(self, key, raise_on_error=False):
        until, value, serialized = self.kept.get(key, (None, None, False))
        if until is not None and until < now():
            self.kept.pop(key, None)
            return None
        return json.loads(value) if serialized else value

    def delete(self, key, server_key=None):
        self.kept.pop(key, None)

    def incr(self, key, delta=1, time=0):
        value = max(0, int(self.get(key) or 0) + int(delta))
        self.set(key, value, time=time)
        return value

    def set_multi(self, mapping, server_key, serialize=True, time=0, **_):
        for key, value in mapping.items():
            self.set(key, value, serialize, time)

    def get_multi(self, keys, server_key):
        return [self.get(key) for key in keys]


now = time.monotonic


def cache_factory(_global, **_local):
    cache = Cache()

    def around(app):
        def answer(env, start_response):
            env['swift.cache'] = cache
            return app(env, start_response)
        return answer
    return around


def cors_factory(_global, **_local):
    """Swift answers without CORS headers where AWS has them (refusals, the beginning and the end of a multipart upload). Objects
    under `aws/` get them here: this filter is ours, all else is Swift's."""
    def around(app):
        def answer(env, start_response):
            origin = env.get('HTTP_ORIGIN')
            if not origin or not env.get('PATH_INFO', '').startswith('/models/aws/'):
                return app(env, start_response)

            def start(status, headers, exc_info=None):
                if 'access-control-allow-origin' not in [name.lower() for name, _ in headers]:
                    headers = list(headers) + [('Access-Control-Allow-Origin', origin)]
                return start_response(status, headers, exc_info)
            return app(env, start)
        return answer
    return around


def write(path, text):
    with open(path, 'w') as file:
        file.write(text)
    os.chmod(path, 0o600)


def prepare(root, ports, secret):
    etc = os.path.join(root, 'etc')
    user = pwd.getpwuid(os.getuid()).pw_name
    for name in ('etc', 'log', 'devices/d0'):
        os.makedirs(os.path.join(root, name), mode=0o700)
    write(os.path.join(etc, 'swift.conf'), SWIFT)
    for kind in KINDS:
        text = (PROXY if kind == 'proxy' else BACKEND).format(
            kind=kind, port=ports[kind], etc=etc, user=user, secret=secret, devices=os.path.join(root, 'devices'))
        write(os.path.join(etc, kind + '-server.conf'), text)


def build_rings(root, ports):
    from swift.common.ring import RingBuilder
    for kind in STORAGE:
        builder = RingBuilder(4, 1, 1)
        builder.add_dev({'id': 0, 'region': 1, 'zone': 1, 'weight': 1.0, 'ip': LOOPBACK, 'port': ports[kind],
                         'replication_ip': LOOPBACK, 'replication_port': ports[kind], 'device': 'd0', 'meta': ''})
        builder.rebalance(seed=1)
        builder.get_ring().save(os.path.join(root, 'etc', kind + '.ring.gz'))


def serve(kind, root):
    """Is one server, until it is told to stop."""
    import logging
    sys.modules['intab_tests'] = sys.modules['__main__']
    from swift.common import utils

    class Quiet(logging.NullHandler):
        def __init__(self, *_, **__):
            logging.NullHandler.__init__(self)
    utils.ThreadSafeSysLogHandler = Quiet
    utils.set_swift_dir(os.path.join(root, 'etc'))
    from swift.common import constraints, storage_policy
    constraints.reload_constraints()
    storage_policy.reload_storage_policies()
    from swift.common.wsgi import run_wsgi
    more = {}
    if kind == 'object':
        from swift.obj import server
        more['global_conf_callback'] = server.global_conf_callback
    return run_wsgi(os.path.join(root, 'etc', kind + '-server.conf'), kind + '-server', verbose=True, **more)


def child(*words):
    return ['/usr/bin/python3', '-I', os.path.abspath(__file__)] + list(words)


def end_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def free_ports():
    held = [socket.socket() for _ in KINDS]
    for each in held:
        each.bind((LOOPBACK, 0))
    ports = {kind: each.getsockname()[1] for kind, each in zip(KINDS, held)}
    for each in held:
        each.close()
    return ports


def wait_for(ports, children, root):
    until = now() + 60
    waiting = list(KINDS)
    while waiting:
        if now() > until or any(each.poll() is not None for each in children.values()):
            for kind in KINDS:
                with open(os.path.join(root, 'log', kind), errors='replace') as file:
                    sys.stderr.write(kind + ': ' + file.read()[-2000:] + '\n')
            raise SystemExit('Swift did not start')
        try:
            socket.create_connection((LOOPBACK, ports[waiting[0]]), 1).close()
            waiting.pop(0)
        except OSError:
            time.sleep(0.05)


def main():
    if sys.argv[1:] == ['check']:
        return 0 if is_installed() else 1
    if sys.argv[1:2] == ['rings']:
        return build_rings(sys.argv[2], json.loads(sys.argv[3]))
    if sys.argv[1:2] == ['serve']:
        return serve(sys.argv[2], sys.argv[3])
    root = tempfile.mkdtemp(prefix='intab-swift.')
    children = {}
    try:
        ports, secret = free_ports(), secrets.token_hex(20)
        prepare(root, ports, secret)
        subprocess.run(child('rings', root, json.dumps(ports)), check=True, stdout=sys.stderr, timeout=60)
        for kind in KINDS:
            with open(os.path.join(root, 'log', kind), 'ab') as log:
                children[kind] = subprocess.Popen(child('serve', kind, root), stdin=subprocess.DEVNULL, stdout=log,
                                                  stderr=log, preexec_fn=end_with_parent)
        wait_for(ports, children, root)
        print(json.dumps({'endpoint': 'http://%s:%d' % (LOOPBACK, ports['proxy']), 'region': 'us-east-1',
                          'bucket': 'models', 'accessKeyId': 'test:owner', 'secretAccessKey': secret}), flush=True)
        # Until whoever started this is gone; 20 minutes at the longest.
        select.select([0], [], [], 1200)
    finally:
        for each in children.values():
            each.terminate()
        for each in children.values():
            try:
                each.wait(5)
            except subprocess.TimeoutExpired:
                each.kill()
        shutil.rmtree(root, ignore_errors=True)
    return 0


if __name__ == '__main__':
    sys.exit(main())
