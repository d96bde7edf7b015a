using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Forgetting;

/// <summary>The remaining row and the forget rows of one user's row.</summary>
internal sealed class PartitionExpander(PartitionColumns columns, BoundRequests requests) : IRowExpander
{
    public IReadOnlyList<DataViewSchema.DetachedColumn> Added => columns.Added;

    public IReadOnlyList<DataViewSchema.Column> Read => columns.Read;

    public IRowExpansion Open(DataViewRow input) => new Expansion(input, columns, requests);

    private sealed class Expansion : IRowExpansion
    {
        private readonly UserRow _row;
        private readonly BoundRequests _requests;
        private readonly UserPartition _partition = new();

        public Expansion(DataViewRow input, PartitionColumns columns, BoundRequests requests)
        {
            _row = new UserRow(input, columns);
            _requests = requests;
            List<Delegate> getters =
            [
                (ValueGetter<VBuffer<uint>>)((ref VBuffer<uint> value) => VectorGetters.Write(_partition.Kept(KeptCount), ref value)),
                (ValueGetter<uint>)((ref uint value) => value = IsForget ? ForgetRow.Target : 0),
                (ValueGetter<bool>)((ref bool value) => value = IsForget),
            ];
            if (columns.Validation is not null)
                getters.Add((ValueGetter<uint>)((ref uint value) => value = IsForget ? 0 : _partition.Validation));
            if (columns.Test is not null)
                getters.Add((ValueGetter<uint>)((ref uint value) => value = IsForget ? 0 : _partition.Test));
            if (columns.Times is not null)
                getters.Add((ValueGetter<VBuffer<long>>)((ref VBuffer<long> value) =>
                    VectorGetters.Write(_partition.KeptTimes(TimeCount), ref value)));
            Getters = getters;
        }

        public IReadOnlyList<Delegate> Getters { get; }

        public int Index { get; set; }

        private int RemainingRows => _partition.HasRemainingRow ? 1 : 0;

        private bool IsForget => Index >= RemainingRows;

        private (uint Target, int Prefix) ForgetRow => _partition.ForgetRows[Index - RemainingRows];

        private int KeptCount => IsForget ? ForgetRow.Prefix : _partition.KeptCount;

        private int TimeCount => IsForget ? ForgetRow.Prefix : _partition.KeptTimeCount;

        public int Expand()
        {
            _row.Read();
            _requests.TryGet(_row.User, out ReadOnlySpan<RequestedItem> requests);
            _partition.Compute(_row, requests, matches: null);
            return RemainingRows + _partition.ForgetRows.Count;
        }
    }
}
