using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Sequences;

/// <summary>The windows of one row's sequence.</summary>
internal sealed class PadAndSplitExpander(
    IReadOnlyList<DataViewSchema.DetachedColumn> added, DataViewSchema.Column sequence, DataViewSchema.Column? target, int maximumLength)
    : IRowExpander
{
    public IReadOnlyList<DataViewSchema.DetachedColumn> Added => added;

    public IReadOnlyList<DataViewSchema.Column> Read => target is null ? [sequence] : [sequence, target.Value];

    public IRowExpansion Open(DataViewRow input) => new Expansion(input, sequence, target, maximumLength);

    private sealed class Expansion : IRowExpansion
    {
        private readonly KeyVectorReader _sequence;
        private readonly DataViewRow _input;
        private readonly DataViewSchema.Column? _targetColumn;
        private readonly ValueGetter<uint>? _target;
        private readonly int _maximumLength;
        private uint[] _items = [];
        private int _length;
        private uint _targetItem;

        public Expansion(DataViewRow input, DataViewSchema.Column sequence, DataViewSchema.Column? target, int maximumLength)
        {
            _input = input;
            _sequence = new KeyVectorReader(input, sequence);
            _targetColumn = target;
            _target = target is null ? null : input.GetGetter<uint>(target.Value);
            _maximumLength = maximumLength;
            ValueGetter<VBuffer<uint>> context = (ref VBuffer<uint> value) => WriteContext(ref value);
            ValueGetter<VBuffer<uint>> targets = (ref VBuffer<uint> value) => WriteTargets(ref value);
            Getters = [context, targets];
        }

        public IReadOnlyList<Delegate> Getters { get; }

        public int Index { get; set; }

        public int Expand()
        {
            ReadOnlySpan<uint> items = _sequence.ReadItems();
            _length = items.Length;
            if (_items.Length < _length)
                _items = new uint[Math.Max(_length, 2 * _items.Length)];
            items.CopyTo(_items);
            _targetItem = 0;
            if (_target is not null)
            {
                _target(ref _targetItem);
                KeyRange.Check(_targetItem, KeyColumns.KeyTypeOf(_targetColumn!.Value).Count, _targetColumn.Value.Name, _input);
            }

            return _targetItem == 0 ? SequenceWindows.CountOf(_length, _maximumLength) : Math.Min(_length, 1);
        }

        private void WriteContext(ref VBuffer<uint> value)
        {
            Range range = _targetItem == 0
                ? SequenceWindows.ContextOf(_length, _maximumLength, Index)
                : Math.Max(0, _length - _maximumLength).._length;
            VectorGetters.WritePaddedInFront(_items.AsSpan(range), _maximumLength, ref value);
        }

        private void WriteTargets(ref VBuffer<uint> value)
        {
            if (_targetItem != 0)
            {
                VectorGetters.WritePaddedInFront([_targetItem], _maximumLength, ref value);
                return;
            }

            Range context = SequenceWindows.ContextOf(_length, _maximumLength, Index);
            VectorGetters.WritePaddedInFront(_items.AsSpan((context.Start.Value + 1)..(context.End.Value + 1)), _maximumLength, ref value);
        }
    }
}
