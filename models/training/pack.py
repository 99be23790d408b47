"""train.npz <-> compressed shards of a bounded size, to be uploaded one at a time (about 0.9 byte a token).

    python3 pack.py split DATA SHARDS --max-mb 52
    python3 pack.py join SHARDS DATA
"""
import argparse
import glob
import io
import lzma
import os
import shutil
from typing import Dict

import numpy as np

BYTES_PER_TOKEN = 0.95


def split(data: str, out: str, max_mb: float) -> None:
    """Writes OUT/shard0.npz.xz and so on, and a copy of the vocabulary."""
    packed = np.load(os.path.join(data, "train.npz"))
    ids, offsets, files = packed["ids"], packed["off"].astype(np.int64), packed["src"]
    tokens_per_shard = int(max_mb * 1e6 / BYTES_PER_TOKEN)
    os.makedirs(out, exist_ok=True)
    start = number = 0
    while start < len(files):
        end = int(np.searchsorted(offsets[::2], offsets[2 * start] + tokens_per_shard))
        end = min(len(files), max(start + 1, end))
        shard = io.BytesIO()
        np.savez(
            shard, ids=ids[offsets[2 * start]:offsets[2 * end]],
            len=np.diff(offsets[2 * start:2 * end + 1]).astype(np.uint16), src=files[start:end], names=packed["names"])
        path = os.path.join(out, f"shard{number}.npz.xz")
        with lzma.open(path, "wb", preset=6) as file:
            file.write(shard.getvalue())
        print(path, end - start, "pairs", round(os.path.getsize(path) / 1e6, 1), "MB")
        start, number = end, number + 1
    shutil.copy(os.path.join(data, "spm.model"), out)


def read_shard(path: str) -> Dict[str, np.ndarray]:
    with lzma.open(path) as file:
        return dict(np.load(io.BytesIO(file.read())))


def join(shards: str, data: str) -> None:
    """Puts the shards of a folder together again; those that are missing are missed by nothing but the training."""
    parts = [read_shard(path) for path in sorted(glob.glob(os.path.join(shards, "shard*.npz.xz")))]
    lengths = np.concatenate([part["len"] for part in parts]).astype(np.int64)
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.uint32)
    os.makedirs(data, exist_ok=True)
    np.savez(
        os.path.join(data, "train.npz"), ids=np.concatenate([part["ids"] for part in parts]), off=offsets,
        src=np.concatenate([part["src"] for part in parts]), names=parts[0]["names"])
    shutil.copy(os.path.join(shards, "spm.model"), data)
    print("joined", len(offsets) // 2, "pairs,", offsets[-1], "tokens")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=["split", "join"])
    parser.add_argument("source")
    parser.add_argument("destination")
    parser.add_argument("--max-mb", type=float, default=52)
    args = parser.parse_args()
    if args.verb == "split":
        split(args.source, args.destination, args.max_mb)
    else:
        join(args.source, args.destination)


if __name__ == "__main__":
    main()
