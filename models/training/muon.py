"""Muon: momentum whose matrices are made orthogonal before they are applied (K. Jordan and others, 2024), scaled so that
Adam's learning rates suit it (Liu and others, 2025, arXiv 2502.16982, section 2.2). It needs fewer tokens than Adam for
the same loss. It is for the matrices of the layers; embeddings, biases and gains stay with Adam.

`python3 muon.py` tests the file.
"""
from typing import Dict, Iterable, List, Tuple

import torch
from torch import Tensor

#: Coefficients of the quintic iteration: they push all singular values near 1 in five rounds, not exactly to it.
COEFFICIENTS, ROUNDS = (3.4445, -4.7750, 2.0315), 5
#: Root mean square of an update per learning rate; Adam's own is 0.2 to 0.4.
UPDATE_RMS = 0.2


def orthogonal(matrices: Tensor) -> Tensor:
    """[count, rows, columns], rows <= columns -> matrices with the same singular vectors and singular values near 1."""
    a, b, c = COEFFICIENTS
    x = matrices.bfloat16()
    x = x / (x.float().norm(dim=(1, 2), keepdim=True) + 1e-7).bfloat16()
    for _ in range(ROUNDS):
        square = x @ x.transpose(1, 2)
        x = a * x + (b * square + c * (square @ square)) @ x
    return x


class Muon(torch.optim.Optimizer):
    """Muon with Nesterov momentum over matrices; those of one shape are made orthogonal together."""

    def __init__(self, matrices: Iterable[Tensor], lr: float = 1e-3, momentum: float = 0.95):
        super().__init__(matrices, dict(lr=lr, momentum=momentum))

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        """One update of every matrix that has a gradient."""
        for group in self.param_groups:
            for shape, matrices in by_shape(p for p in group["params"] if p.grad is not None).items():
                updates = torch.stack([self.momentum(p, group["momentum"]) for p in matrices])
                tall = shape[0] > shape[1]
                updates = orthogonal(updates.transpose(1, 2) if tall else updates).float()
                rate = group["lr"] * UPDATE_RMS * max(shape) ** 0.5
                for p, update in zip(matrices, updates.transpose(1, 2) if tall else updates):
                    p.add_(update, alpha=-rate)

    def momentum(self, p: Tensor, keep: float) -> Tensor:
        """The gradient looking ahead along its running sum."""
        running = self.state[p].setdefault("momentum", torch.zeros_like(p))
        running.lerp_(p.grad, 1 - keep)  # type: ignore[arg-type]
        return p.grad.lerp(running, keep)  # type: ignore[union-attr]


def by_shape(matrices: Iterable[Tensor]) -> Dict[Tuple[int, int], List[Tensor]]:
    shapes: Dict[Tuple[int, int], List[Tensor]] = {}
    for p in matrices:
        shapes.setdefault((p.shape[0], p.shape[1]), []).append(p)
    return shapes


def _self_test() -> None:
    torch.manual_seed(1)
    values = torch.linalg.svdvals(orthogonal(torch.randn(3, 16, 48)).float())
    assert 0.6 < values.min() and values.max() < 1.3, values
    wanted, p = torch.randn(24, 12), torch.nn.Parameter(torch.zeros(24, 12))
    optimiser = Muon([p], lr=0.1)
    for _ in range(200):
        optimiser.zero_grad()
        ((p - wanted) ** 2).sum().backward()
        optimiser.step()
    assert (p - wanted).abs().mean() < 0.2 * wanted.abs().mean()
    print("muon.py: all well")


if __name__ == "__main__":
    _self_test()
