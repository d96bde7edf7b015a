namespace MLNetUnlearn.Engine.Tests.Optim;

/// <summary>A table trained by look-ups, beside the same in double precision.</summary>
internal sealed class TableRun : IDisposable
{
    private readonly RowUpdates _updates;
    private int _step;

    public TableRun(RowUpdates updates, int rows, int width, double beta1 = 0.9, double beta2 = 0.98, double eps = 1e-8)
    {
        _updates = updates;
        Table = nn.Parameter(Values.Of(1, rows, width));
        Expected = new ScalarAdam(Values.Floats(Table), width, beta1, beta2, eps);
        Adam = RowOptim.Adam([Table], updates, 0.01, beta1, beta2, eps);
    }

    public Parameter Table { get; }

    public ScalarAdam Expected { get; }

    public Adam Adam { get; }

    public Adam.State State => (Adam.State)Adam.state_dict().State.Single();

    public double Rate { get; set; } = 0.01;

    /// <summary>One step: the row at a place of the list gets a gradient that depends on place and step, repeated rows the sum.</summary>
    public void Step(params long[] rows) => Step(1, rows);

    public void Step(double size, params long[] rows)
    {
        using DisposeScope _ = NewDisposeScope();
        _step++;
        float[] weights = [.. Values.Numbers(rows.Length, 100 + _step).Select(value => (float)(size * value))];
        Adam.ParamGroups.Single().LearningRate = Rate;
        Adam.zero_grad();
        (Table.index_select(0, tensor(rows)) * tensor(weights, [rows.Length, 1])).sum().backward();
        Adam.step();
        var grad = new Dictionary<long, double>();
        for (int i = 0; i < rows.Length; i++) grad[rows[i]] = grad.GetValueOrDefault(rows[i]) + weights[i];
        Expected.Step(Rate, _step, grad, _updates == RowUpdates.Lazy);
    }

    public void Dispose()
    {
        Adam.Dispose();
        Table.Dispose();
    }
}
