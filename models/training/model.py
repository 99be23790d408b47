"""A small many-to-many translation transformer, laid out as the M2M-100 architecture (pre-norm, sinusoidal positions,
tied embeddings, language tokens), so that common runtimes load the exported model as `m2m_100`.

Names of parameters are part of the checkpoint format.
"""
import math
from dataclasses import asdict, dataclass
from typing import Any, Dict, Tuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

PAD, END, UNKNOWN = 1, 2, 3
#: The decoder's first token; M2M-100 starts with the end token.
START = END


@dataclass
class Config:
    """Sizes of a model."""

    vocab_size: int = 8192
    d_model: int = 256
    heads: int = 4
    ffn: int = 1024
    encoder_layers: int = 4
    decoder_layers: int = 2
    dropout: float = 0.1
    max_positions: int = 512

    @property
    def head_size(self) -> int:
        return self.d_model // self.heads

    def as_dict(self) -> Dict[str, Any]:
        return asdict(self)


def load_checkpoint(path: str, device: str = "cpu") -> Dict[str, Any]:
    """Reads what train.py has written: net, ema, opt, state, config."""
    return torch.load(path, map_location=device)


def sinusoids(count: int, dim: int, padding_idx: int = PAD) -> Tensor:
    """M2M-100's table of positions: row p holds the sines, then the cosines of position p; the padding's is zero."""
    half = dim // 2
    frequency = torch.exp(torch.arange(half).float() * -(math.log(10000) / (half - 1)))
    angle = torch.arange(count).float()[:, None] * frequency[None]
    table = torch.cat([angle.sin(), angle.cos()], dim=1)
    table[padding_idx] = 0
    return table


class Attention(nn.Module):
    """Attention with several heads."""

    def __init__(self, config: Config):
        super().__init__()
        width = config.d_model
        self.heads, self.scale, self.drop = config.heads, config.head_size ** -0.5, config.dropout
        self.q, self.k, self.v, self.o = (nn.Linear(width, width) for _ in range(4))

    def split(self, x: Tensor) -> Tensor:
        """[batch, length, width] -> [batch, heads, length, head size]"""
        batch, length, width = x.shape
        return x.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        """`mask` is added to the scores [batch, heads, length of x, length of memory]."""
        q, k, v = self.split(self.q(x)), self.split(self.k(memory)), self.split(self.v(memory))
        drop = self.drop if self.training else 0.0
        if x.is_cuda:
            out = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype), dropout_p=drop)
        else:
            weights = ((q * self.scale) @ k.transpose(-1, -2) + mask).softmax(-1)
            out = (F.dropout(weights, drop) if drop else weights).to(v.dtype) @ v
        return self.o(out.transpose(1, 2).reshape(x.shape))


class FeedForward(nn.Module):
    """Two linear layers with a ReLU between them."""

    def __init__(self, config: Config):
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(config.d_model, config.ffn), nn.Linear(config.ffn, config.d_model)
        self.drop = config.dropout

    def forward(self, x: Tensor) -> Tensor:
        hidden = F.relu(self.fc1(x))
        return self.fc2(F.dropout(hidden, self.drop, self.training) if self.drop else hidden)


def dropout_layer(config: Config) -> nn.Module:
    return nn.Dropout(config.dropout) if config.dropout else nn.Identity()


class EncoderLayer(nn.Module):
    """Self-attention, feed-forward."""

    def __init__(self, config: Config):
        super().__init__()
        self.ln1, self.attn = nn.LayerNorm(config.d_model), Attention(config)
        self.ln2, self.ffn = nn.LayerNorm(config.d_model), FeedForward(config)
        self.drop = dropout_layer(config)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        h = self.ln1(x)
        x = x + self.drop(self.attn(h, h, mask))
        return x + self.drop(self.ffn(self.ln2(x)))


class DecoderLayer(nn.Module):
    """Self-attention, attention to the source, feed-forward."""

    def __init__(self, config: Config):
        super().__init__()
        self.ln1, self.attn = nn.LayerNorm(config.d_model), Attention(config)
        self.ln2, self.cross = nn.LayerNorm(config.d_model), Attention(config)
        self.ln3, self.ffn = nn.LayerNorm(config.d_model), FeedForward(config)
        self.drop = dropout_layer(config)

    def forward(self, x: Tensor, memory: Tensor, causal: Tensor, memory_mask: Tensor) -> Tensor:
        h = self.ln1(x)
        x = x + self.drop(self.attn(h, h, causal))
        x = x + self.drop(self.cross(self.ln2(x), memory, memory_mask))
        return x + self.drop(self.ffn(self.ln3(x)))


class Translator(nn.Module):
    """Encoder and decoder over one table of embeddings."""

    def __init__(self, config: Config):
        super().__init__()
        self.config = config
        self.embed = nn.Embedding(config.vocab_size, config.d_model)
        nn.init.normal_(self.embed.weight, std=config.d_model ** -0.5)
        self.register_buffer("pos", sinusoids(config.max_positions, config.d_model), persistent=False)
        self.enc = nn.ModuleList(EncoderLayer(config) for _ in range(config.encoder_layers))
        self.dec = nn.ModuleList(DecoderLayer(config) for _ in range(config.decoder_layers))
        self.enc_ln, self.dec_ln = nn.LayerNorm(config.d_model), nn.LayerNorm(config.d_model)
        self.drop = dropout_layer(config)
        for name, parameter in self.named_parameters():
            if parameter.dim() == 2 and "embed" not in name:
                nn.init.xavier_uniform_(parameter)

    def embed_tokens(self, ids: Tensor) -> Tensor:
        positions = torch.arange(ids.shape[1], device=ids.device) + PAD + 1
        return self.drop(self.embed(ids) * math.sqrt(self.config.d_model) + self.pos[positions][None])

    def encode(self, source: Tensor) -> Tuple[Tensor, Tensor]:
        """ids [batch, source] -> states [batch, source, width] and the mask of the padding"""
        mask = torch.zeros(source.shape, device=source.device).masked_fill(source == PAD, float("-inf"))[:, None, None]
        x = self.embed_tokens(source)
        for layer in self.enc:
            x = layer(x, mask)
        return self.enc_ln(x), mask

    def decode(self, target: Tensor, memory: Tensor, memory_mask: Tensor) -> Tensor:
        """ids [batch, target] -> states [batch, target, width], of which the output layer makes scores"""
        length = target.shape[1]
        causal = torch.full((length, length), float("-inf"), device=target.device).triu(1)
        x = self.embed_tokens(target)
        for layer in self.dec:
            x = layer(x, memory, causal, memory_mask)
        return self.dec_ln(x)

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        memory, mask = self.encode(source)
        return self.decode(target, memory, mask)

    def logits(self, states: Tensor) -> Tensor:
        return F.linear(states, self.embed.weight)

    @torch.no_grad()
    def greedy(self, source: Tensor, languages: Tensor, max_length: int = 128) -> Tensor:
        """Greedy translations [batch, <= max_length]; `languages` [batch] holds the tokens of the target languages."""
        self.eval()
        memory, mask = self.encode(source)
        out = torch.stack([torch.full_like(languages, START), languages], 1)
        done = torch.zeros(len(source), dtype=torch.bool, device=source.device)
        for _ in range(max_length):
            best = self.logits(self.decode(out, memory, mask)[:, -1]).float().argmax(-1)
            best = torch.where(done, torch.full_like(best, PAD), best)
            out = torch.cat([out, best[:, None]], 1)
            done |= best == END
            if done.all():
                break
        return out[:, 2:]
