#!/bin/bash
# On a lent GPU, from the repository's root: bash training/gpu.sh MODULE ARGUMENTS, MODULE one of training/kiln/gpu.
#   bash training/gpu.sh session kiln-b --minutes 9      results in $OUT
set -euo pipefail
cd "$(dirname "$0")"
export PYTHONPATH=. PYTHONUNBUFFERED=1 TORCHINDUCTOR_FX_GRAPH_CACHE=1
export TORCHINDUCTOR_CACHE_DIR="$PWD/cache/inductor" PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True
module=$1
shift
exec "${PYTHON:-python3}" -m "kiln.gpu.$module" --out "${OUT:-runs/out}" "$@"
