#if TORCHSHARP
namespace MLNetUnlearn.Tensors;

/// <summary>Where packed rows go in a padded B×L layout and back; TorchSharp has no attention and no GRU over packed rows.</summary>
internal sealed class PaddedLayout
{
    private readonly long[] _offsets;
    private readonly long[] _rowOfSlot;
    private readonly long[] _slotOfRow;
    private readonly Device _device;

    public PaddedLayout(long[] offsets, int longest, int rows, Device device)
    {
        _device = device;
        _offsets = offsets;
        _rowOfSlot = new long[(offsets.Length - 1) * longest];
        _slotOfRow = new long[rows];
        Array.Fill(_rowOfSlot, rows);
        for (var b = 0; b + 1 < offsets.Length; b++)
        {
            for (var row = offsets[b]; row < offsets[b + 1]; row++)
            {
                var slot = (b * (long)longest) + row - offsets[b];
                _rowOfSlot[slot] = row;
                _slotOfRow[row] = slot;
            }
        }
    }

    /// <summary>T×d to B×h×L×dh; slots without a row hold zeros.</summary>
    public Tensor Pad(Tensor packed, int batch, int longest, int heads)
    {
        var size = packed.shape[1];
        var withZeroRow = torch.cat([packed, torch.zeros(1, size, device: _device)], 0);
        return withZeroRow.index_select(0, torch.tensor(_rowOfSlot, device: _device))
            .view(batch, longest, heads, size / heads).transpose(1, 2);
    }

    /// <summary>The slots that hold a row, in the rows' order.</summary>
    public Tensor RealSlots() => torch.tensor(_slotOfRow, device: _device);

    /// <summary>B×1×L×L, 0 where a query may look and −1e9 elsewhere (finite, so that unused queries stay finite too).</summary>
    public Tensor Mask(int batch, int longest, bool causal)
    {
        var mask = new float[batch * longest * longest];
        for (var b = 0; b < batch; b++)
        {
            var length = _offsets[b + 1] - _offsets[b];
            for (var i = 0; i < longest; i++)
            {
                for (var j = 0; j < longest; j++)
                {
                    if (j >= length || (causal && j > i))
                        mask[(((b * longest) + i) * longest) + j] = -1e9f;
                }
            }
        }
        return torch.tensor(mask, [batch, 1, longest, longest], device: _device);
    }

    /// <summary>B×h×L×L, indexed as the engine's packed attention indexes its weights.</summary>
    public Tensor DropoutMask(int batch, int longest, int heads, double p, long key)
    {
        var threshold = CounterHash.Threshold(p);
        var kept = (float)(1 / (1 - p));
        var mask = new float[batch * heads * longest * longest];
        for (var b = 0; b < batch; b++)
        {
            var length = (int)(_offsets[b + 1] - _offsets[b]);
            for (var head = 0; head < heads; head++)
            {
                for (var i = 0; i < length; i++)
                {
                    var row = (((_offsets[b] + i) * heads) + head) * longest;
                    var slot = ((((b * heads) + head) * longest) + i) * longest;
                    for (var j = 0; j < length; j++)
                        mask[slot + j] = CounterHash.Bits(key, (uint)(row + j)) >= threshold ? kept : 0;
                }
            }
        }
        return torch.tensor(mask, [batch, heads, longest, longest], device: _device);
    }
}
#endif
