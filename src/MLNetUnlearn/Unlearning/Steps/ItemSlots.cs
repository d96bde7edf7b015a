using MLNetUnlearn.Ranking;

namespace MLNetUnlearn.Unlearning.Steps;

/// <summary>
/// The m items of some pairs, each once, in ascending order: rows of a small table. Its tensor belongs to the scope it was made in.
/// </summary>
internal sealed class ItemSlots
{
    private readonly int[] _slots; // by item; −1 for those that are none
    private readonly Device _device;

    /// <param name="pairs">At least one.</param>
    /// <param name="device">Where tensors are to be.</param>
    public ItemSlots(RankingPairs pairs, Device device)
    {
        _device = device;
        long[] items = [.. Enumerable.Range(0, pairs.Count).Select(pair => (long)pairs.Contexts.LastTarget(pair)).Distinct().Order()];
        _slots = new int[pairs.ItemCount + 1];
        Array.Fill(_slots, -1);
        for (var slot = 0; slot < items.Length; slot++)
            _slots[items[slot]] = slot;
        Count = items.Length;
        Items = torch.tensor(items, [items.Length], device: device);
    }

    /// <summary>m.</summary>
    public int Count { get; }

    /// <summary>The items, m, int64.</summary>
    public Tensor Items { get; }

    /// <summary>An item's row, or false and −1 where it is none of them.</summary>
    public bool TryGetSlot(long item, out int slot) => (slot = _slots[item]) >= 0;

    /// <summary>The rows of some of them, int64.</summary>
    public Tensor SlotsOf(long[] items) =>
        torch.tensor(Array.ConvertAll(items, item => (long)_slots[item]), [items.Length], device: _device);

    /// <summary>Their rows of the item table, m×d.</summary>
    public Tensor Rows(Tensor table) => table.index_select(0, Items);
}
