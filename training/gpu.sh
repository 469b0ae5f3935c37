#!/bin/bash
# A module of training/kiln/gpu on a lent GPU, from any folder; results in $OUT, see training/README.md:
#   bash training/gpu.sh session kiln-b --minutes 9
set -euo pipefail
out=$(realpath -m "${OUT:-training/runs/out}")
cd "$(dirname "$0")"
export PYTHONPATH=. PYTHONUNBUFFERED=1
export TORCHINDUCTOR_CACHE_DIR="$PWD/cache/inductor" PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True
module=$1
shift
exec "${PYTHON:-python3}" -m "kiln.gpu.$module" --out "$out" "$@"
