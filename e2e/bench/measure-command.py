"""Runs a command and prints its wall time and the peak memory of its largest process as one line of JSON: python measure-command.py COMMAND…"""

import json
import resource
import subprocess
import sys
import time

start = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "peakMegabytes": peak}))
