using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Buffers;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine;

/// <summary>
/// A table whose rows take Adam's steps without gradient only when somebody looks at them. It watches over the memory of the table and of
/// both moments, until it is disposed.
/// </summary>
internal sealed class DeferredAdamRows : IDeferredRows, IDisposable
{
    private readonly Lock _gate = new(); // readers on several threads may all be the first
    private readonly TensorImpl _parameter;
    private readonly TensorImpl _first;
    private readonly TensorImpl _second;
    private readonly AdamDrift _drift;
    private readonly int _columns;
    private readonly int[] _since;      // of each row: the step of its last update, counted from the drift's restart
    private int[] _due = [];
    private int[] _dueSince = [];

    /// <summary>Takes over the watch from whoever has it.</summary>
    internal DeferredAdamRows(TensorImpl parameter, TensorImpl first, TensorImpl second, in AdamSettings settings)
    {
        (_parameter, _first, _second) = (parameter.Retain(), first.Retain(), second.Retain());
        _drift = new AdamDrift(settings.Beta1, settings.Beta2, settings.Eps);
        _columns = Shapes.Product(parameter.Shape, 1, parameter.Rank);
        _since = new int[parameter.Shape[0]];
        foreach (TensorImpl part in Parts)
        {
            part.Storage.Deferred?.CatchUp();
            part.Storage.Deferred = this;
        }
    }

    private ReadOnlySpan<TensorImpl> Parts => new[] { _parameter, _first, _second };

    /// <summary>Whether it still watches over these very tensors.</summary>
    internal bool IsFor(TensorImpl parameter, TensorImpl first, TensorImpl second) =>
        parameter == _parameter && first == _first && second == _second
        && parameter.Storage.Deferred == this && first.Storage.Deferred == this && second.Storage.Deferred == this;

    /// <inheritdoc/>
    public void CatchUp()
    {
        if (_drift.Now == 0) return;
        lock (_gate)
        {
            if (_drift.Now == 0) return;
            AdamDriftKernel.Apply(_drift, Stored(_parameter), Stored(_first), Stored(_second), [], _since, _columns);
            Array.Clear(_since);
            _drift.Restart();
        }
    }

    /// <inheritdoc/>
    public bool CatchUp(TensorImpl table, ReadOnlySpan<long> rows)
    {
        if (table.Storage != _parameter.Storage || table.Offset != _parameter.Offset || table.Rank == 0
            || Shapes.Product(table.Shape, 1, table.Rank) != _columns)
        {
            return false;
        }
        if (_drift.Now == 0) return true;
        lock (_gate)
        {
            int due = 0;
            Reserve(rows.Length);
            foreach (long row in rows)
            {
                if ((ulong)row < (ulong)_since.Length) Note((int)row, ref due);
            }
            CatchUpDue(due);
        }
        return true;
    }

    /// <summary>The step of the rows with a gradient; all others take it later.</summary>
    internal void Step(in AdamStep numbers, RowSum grad, double learningRate, long step)
    {
        if (_drift.Now == AdamDrift.Capacity) CatchUp();
        lock (_gate)
        {
            // Where the forward pass looked the rows up, they are up to date.
            int due = 0;
            Reserve(grad.Rows.Length);
            foreach (int row in grad.Rows) Note(row, ref due);
            CatchUpDue(due);
            _drift.Advance(learningRate, step);
            foreach (int row in grad.Rows) _since[row] = _drift.Now;
            AdamKernel.ApplyToRows(numbers, Stored(_parameter), grad.Values, Stored(_first), Stored(_second), grad.Rows, _columns);
        }
    }

    /// <summary>Brings all rows up to date and leaves the memory alone from then on.</summary>
    public void Dispose()
    {
        CatchUp();
        foreach (TensorImpl part in Parts)
        {
            if (part.Storage.Deferred == this) part.Storage.Deferred = null;
            part.Release();
        }
    }

    private void Note(int row, ref int due)
    {
        int since = _since[row];
        if (since == _drift.Now) return;
        _since[row] = _drift.Now;
        (_due[due], _dueSince[due]) = (row, since);
        due++;
    }

    private void CatchUpDue(int due)
    {
        if (due == 0) return;
        ReadOnlySpan<int> rows = _due.AsSpan(0, due), since = _dueSince.AsSpan(0, due);
        AdamDriftKernel.Apply(_drift, Stored(_parameter), Stored(_first), Stored(_second), rows, since, _columns);
    }

    private void Reserve(int count)
    {
        if (_due.Length < count) (_due, _dueSince) = (new int[2 * count], new int[2 * count]);
    }

    private static Span<float> Stored(TensorImpl tensor) => tensor.Storage.Stored<float>(tensor.Offset, tensor.Count);
}
