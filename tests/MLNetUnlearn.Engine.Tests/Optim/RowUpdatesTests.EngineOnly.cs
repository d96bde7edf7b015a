namespace MLNetUnlearn.Engine.Tests.Optim;

[TestClass]
public sealed class RowUpdatesTests
{
    private const int Rows = 40;

    [TestMethod]
    [DataRow(RowUpdates.Dense, 0.9, 0.98, 1)]
    [DataRow(RowUpdates.Dense, 0.9, 0.98, 37)]
    [DataRow(RowUpdates.Deferred, 0.9, 0.98, 1)]
    [DataRow(RowUpdates.Deferred, 0.9, 0.999, 16)]
    [DataRow(RowUpdates.Deferred, 0.9, 0.98, 37)]
    [DataRow(RowUpdates.Deferred, 0.5, 0.6, 64)]
    [DataRow(RowUpdates.Deferred, 0.0, 0.9, 8)]
    [DataRow(RowUpdates.Deferred, 0.95, 0.9, 8)] // has no closed form
    [DataRow(RowUpdates.Lazy, 0.9, 0.98, 1)]
    [DataRow(RowUpdates.Lazy, 0.9, 0.999, 37)]
    public void TheTrajectoryFollowsTheFormula(RowUpdates updates, double beta1, double beta2, int width)
    {
        using var run = new TableRun(updates, Rows, width, beta1, beta2);
        var random = new Random(5);
        for (int step = 1; step <= 400; step++)
        {
            run.Rate = 0.01 * (1 + (step % 5));
            // Row 0 has its only gradient in the first step, row 1 one in 150 steps; the last row never has one.
            long[] rows = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.NextInt64(2, Rows - 1))];
            run.Step(step == 1 ? [0, .. rows] : step % 150 == 0 ? [1, .. rows, 1] : rows);
        }
        Values.AreClose(run.Expected.Numbers, run.Table, 2e-5);
        Values.AreClose(run.Expected.First, run.State.exp_avg, 1e-6);
        Values.AreClose(run.Expected.Second, run.State.exp_avg_sq, 1e-6);
        Assert.AreEqual(400, run.State.step);
    }

    /// <summary>Where gradients are about as small as eps, the eps of every missed step counts.</summary>
    [TestMethod]
    [DataRow(1e-4, 3e-4)]
    [DataRow(1e-5, 2e-3)]
    public void SmallGradientsFollowTheFormulaToo(double size, double tolerance)
    {
        using var run = new TableRun(RowUpdates.Deferred, Rows, 4, eps: 1e-6);
        for (int step = 0; step < 60; step++) run.Step(size, step % 20);
        // Rows move by some hundredths; with one eps for all steps a third of that would be wrong.
        Values.AreClose(run.Expected.Numbers, run.Table, tolerance);
    }

    [TestMethod]
    public void MissedStepsAreMoreThanTheTableOfThemHolds()
    {
        using var run = new TableRun(RowUpdates.Deferred, 3, 2);
        run.Step(0, 1);
        for (int step = 0; step < 9000; step++) run.Step(1);
        run.Step(0);
        Values.AreClose(run.Expected.Numbers, run.Table, 1e-3); // 9000 steps in single precision
        Values.AreClose(run.Expected.First, run.State.exp_avg, 1e-6);
    }

    [TestMethod]
    public void TheModesDiffer()
    {
        using TableRun dense = Trained(RowUpdates.Dense), deferred = Trained(RowUpdates.Deferred), lazy = Trained(RowUpdates.Lazy);
        double[] expected = [.. Values.Floats(dense.Table).Select(value => (double)value)];
        Values.AreClose(expected, deferred.Table, 1e-6);
        double far = Values.Floats(lazy.Table).Zip(expected, (one, other) => Math.Abs(one - other)).Max();
        Assert.IsGreaterThan(0.01, far);
    }

    [TestMethod]
    [DataRow("table")]
    [DataRow("look-up")]
    [DataRow("products")]
    [DataRow("sums")]
    [DataRow("detached")]
    [DataRow("part")]
    [DataRow("transposed")]
    [DataRow("element")]
    [DataRow("mean")]
    [DataRow("square")]
    [DataRow("writing")]
    [DataRow("CatchUp")]
    [DataRow("Dispose")]
    public void WhoeverLooksSeesEveryStep(string how)
    {
        using TableRun run = Trained(RowUpdates.Deferred);
        using IDisposable off = no_grad();
        (double[] numbers, IReadOnlyList<double> first, IReadOnlyList<double> second) =
            (run.Expected.Numbers, run.Expected.First, run.Expected.Second);
        switch (how)
        {
            case "table": Values.AreClose(numbers, run.Table); break;
            case "look-up": Values.AreClose(numbers, run.Table.index_select(0, arange(Rows))); break;
            case "products":
                Values.AreClose([.. numbers.Chunk(4).Select(row => row.Sum())], LookupOps.Dot(ones(Rows, 4), run.Table, arange(Rows)));
                break;
            case "sums":
                Values.AreClose(
                    [.. numbers.Select(number => 3 * number)], LookupOps.Sum(run.Table, arange(Rows), 2, run.Table, arange(Rows)));
                break;
            case "detached": Values.AreClose(numbers, run.Table.detach()); break;
            case "part": Values.AreClose(numbers[8..20], run.Table.narrow(0, 2, 3).index_select(0, tensor([0L, 1, 2]))); break;
            case "transposed": Values.AreClose([numbers[1], numbers[5]], run.Table.t().narrow(0, 1, 1).narrow(1, 0, 2)); break;
            case "element": Assert.AreEqual(numbers[9], run.Table.data<float>()[2, 1], 1e-5); break;
            case "mean": Values.AreClose(first, run.State.exp_avg); break;
            case "square": Values.AreClose(second, run.State.exp_avg_sq); break;
            case "writing":
                run.Table.add_(1);
                Values.AreClose([.. numbers.Select(number => number + 1)], run.Table);
                break;
            case "CatchUp":
                RowOptim.CatchUp(run.Adam);
                Values.AreClose(numbers, run.Table);
                break;
            default:
                run.Adam.Dispose();
                Values.AreClose(numbers, run.Table);
                break;
        }
    }

    [TestMethod]
    [DataRow(RowUpdates.Dense)]
    [DataRow(RowUpdates.Deferred)]
    [DataRow(RowUpdates.Lazy)]
    public void ACopiedStateContinuesBitForBit(RowUpdates updates)
    {
        using TableRun through = Trained(updates), first = Trained(updates), second = new(updates, Rows, 4);
        RowOptim.CatchUp(through.Adam);
        second.Step(3, 4); // leaves something to overwrite
        using (no_grad())
        {
            second.Table.copy_(first.Table);
            second.State.exp_avg.copy_(first.State.exp_avg);
            second.State.exp_avg_sq.copy_(first.State.exp_avg_sq);
            second.State.step = first.State.step;
        }
        for (int step = 0; step < 30; step++)
        {
            // The gradients do not depend on the number of the step.
            foreach (TableRun run in new[] { through, second })
            {
                run.Adam.zero_grad();
                run.Table.index_select(0, tensor([step % 7L, step % 5L])).sum().backward();
                run.Adam.step();
            }
        }
        CollectionAssert.AreEqual(Values.Floats(through.Table), Values.Floats(second.Table));
        CollectionAssert.AreNotEqual(Values.Floats(first.Table), Values.Floats(second.Table));
    }

    [TestMethod]
    public void AnotherTensorMayTakeTheMomentsPlace()
    {
        using TableRun run = Trained(RowUpdates.Deferred);
        float[] before = Values.Floats(run.Table.detach().clone());
        run.State.exp_avg = zeros(Rows, 4);
        run.State.exp_avg_sq = ones(Rows, 4);
        run.Adam.zero_grad();
        run.Table.index_select(0, tensor([0L])).sum().backward();
        run.Adam.step();
        // With a mean of zero only row 0 moves.
        CollectionAssert.AreEqual(before[4..], Values.Floats(run.Table)[4..]);
        Assert.AreNotEqual(before[0], Values.Floats(run.Table)[0]);
    }

    [TestMethod]
    public void ADenseGradientUpdatesAllRows()
    {
        using TableRun run = Trained(RowUpdates.Deferred);
        run.Adam.zero_grad();
        run.Table.sum().backward();
        run.Adam.step();
        run.Expected.Step(run.Rate, 31, Enumerable.Range(0, Rows).ToDictionary(row => (long)row, _ => 1.0), isLazy: false);
        Values.AreClose(run.Expected.Numbers, run.Table);
        run.Table.grad = null;
        run.Table.index_select(0, tensor([2L])).sum().backward();
        run.Adam.step();
        run.Expected.Step(run.Rate, 32, new Dictionary<long, double> { [2] = 1 }, isLazy: false);
        Values.AreClose(run.Expected.Numbers, run.Table);
    }

    [TestMethod]
    public void ASecondOptimiserTakesOver()
    {
        using TableRun run = Trained(RowUpdates.Deferred);
        using (Adam other = RowOptim.Adam([run.Table], RowUpdates.Deferred, 0))
        {
            run.Adam.zero_grad();
            run.Table.index_select(0, tensor([2L])).sum().backward();
            other.step(); // at a rate of 0
            Values.AreClose(run.Expected.Numbers, run.Table);
        }
        run.Table.grad = null;
        for (int step = 31; step <= 40; step++)
        {
            run.Adam.zero_grad();
            run.Table.index_select(0, tensor([2L])).sum().backward();
            run.Adam.step();
            run.Expected.Step(run.Rate, step, new Dictionary<long, double> { [2] = 1 }, isLazy: false);
        }
        Values.AreClose(run.Expected.Numbers, run.Table);
    }

    [TestMethod]
    public void ThePaddingRowStaysZero()
    {
        using Embedding embedding = nn.Embedding(9, 5, padding_idx: 0);
        using Adam adam = RowOptim.Adam(embedding.parameters(), RowUpdates.Deferred, 0.1);
        for (int step = 0; step < 20; step++)
        {
            adam.zero_grad();
            embedding.call(tensor([0L, 1 + (step % 8)])).square().sum().backward();
            adam.step();
        }
        Values.AreClose([0, 0, 0, 0, 0], embedding.weight!.narrow(0, 0, 1));
    }

    [TestMethod]
    public void ResultsDoNotDependOnTheNumberOfThreads()
    {
        float[][] results = [.. new[] { 1, 2, 3 }.Select(threads =>
        {
            using ThreadCount _ = ThreadCount.Use(threads);
            using var run = new TableRun(RowUpdates.Deferred, 3000, 64);
            for (int step = 0; step < 4; step++) run.Step([.. Enumerable.Range(0, 2000).Select(i => (i + (step * 700L)) % 3000)]);
            return Values.Floats(run.Table);
        })];
        CollectionAssert.AreEqual(results[0], results[1]);
        CollectionAssert.AreEqual(results[0], results[2]);
    }

    [TestMethod]
    public void SettingsAreChecked()
    {
        Parameter p = nn.Parameter(zeros(1));
        Assert.ThrowsExactly<ArgumentException>(() => RowOptim.Adam([p], RowUpdates.Lazy, -1));
        Assert.ThrowsExactly<ArgumentException>(() => RowOptim.Adam([p], RowUpdates.Deferred, beta1: 1));
        Assert.AreEqual(
            "Invalid row updates: 7", Assert.ThrowsExactly<ArgumentException>(() => RowOptim.Adam([p], (RowUpdates)7)).Message);
        Assert.ThrowsExactly<ArgumentNullException>(() => RowOptim.CatchUp(null!));
    }

    private static TableRun Trained(RowUpdates updates)
    {
        var run = new TableRun(updates, Rows, 4);
        for (int step = 0; step < 30; step++) run.Step(step % 11L, step * step % 17L, 20);
        return run;
    }
}
