using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Sequences;

/// <summary>One row of SplitLeaveOneOut.</summary>
internal sealed class SplitLeaveOneOutFunction(IReadOnlyList<DataViewSchema.DetachedColumn> added, DataViewSchema.Column sequence)
    : IRowFunction
{
    private const int ShortestSplit = 3; // one item to train on and two to hold out

    public IReadOnlyList<DataViewSchema.DetachedColumn> Added => added;

    public IReadOnlyList<DataViewSchema.Column> Read => [sequence];

    public IReadOnlyList<Delegate> CreateGetters(DataViewRow input)
    {
        var reader = new KeyVectorReader(input, sequence);
        uint[] items = [];
        int length = 0; // of the shortened sequence
        uint validation = 0;
        uint test = 0;
        var memo = new RowMemo(input, () =>
        {
            ReadOnlySpan<uint> all = reader.ReadItems();
            bool splits = all.Length >= ShortestSplit;
            length = splits ? all.Length - 2 : all.Length;
            validation = splits ? all[^2] : 0;
            test = splits ? all[^1] : 0;
            if (items.Length < length)
                items = new uint[Math.Max(length, 2 * items.Length)];
            all[..length].CopyTo(items);
        });
        ValueGetter<VBuffer<uint>> rest = (ref VBuffer<uint> value) =>
        {
            memo.Refresh();
            VectorGetters.Write<uint>(items.AsSpan(0, length), ref value);
        };
        ValueGetter<uint> validationItem = (ref uint value) =>
        {
            memo.Refresh();
            value = validation;
        };
        ValueGetter<uint> testItem = (ref uint value) =>
        {
            memo.Refresh();
            value = test;
        };
        return [rest, validationItem, testItem];
    }
}
