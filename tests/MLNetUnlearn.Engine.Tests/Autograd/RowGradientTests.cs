namespace MLNetUnlearn.Engine.Tests.Autograd;

/// <summary>Gradients of tables of which rows were looked up.</summary>
[TestClass]
public sealed class RowGradientTests
{
    [TestMethod]
    public void RepeatedRowsAddUpOverCallsAndOthersAreZero()
    {
        Tensor table = zeros([5, 2], requires_grad: true);
        (table.index_select(0, tensor([3L, 1, 3])) * tensor([1f, 10, 100, 1000, 10000, 100000], [3, 2])).sum().backward();
        (table.index_select(0, tensor([4L, 3])) * 2).sum().backward();
        Values.AreClose([0, 0, 100, 1000, 0, 0, 10003, 100012, 2, 2], table.grad!);
    }

    [TestMethod]
    public void AnyNumberOfRowsIsWhatTheDefinitionSays()
    {
        foreach ((int rows, int width) in new[] { (1, 1), (7, 3), (300, 16), (300, 37) })
        {
            Tensor table = zeros([rows, width], requires_grad: true);
            var expected = new double[rows * width];
            for (int call = 1; call <= 4; call++)
            {
                long[] index = [.. Enumerable.Range(0, 40 * call).Select(i => (long)(i * i * 7 % rows))];
                float[] weights = Values.Numbers(index.Length * width, call);
                (table.index_select(0, tensor(index)) * tensor(weights, [index.Length, width])).sum().backward();
                for (int i = 0; i < weights.Length; i++) expected[(index[i / width] * width) + (i % width)] += weights[i];
            }
            Values.AreClose(expected, table.grad!, 1e-4);
        }
    }

    [TestMethod]
    public void WhatIsWrittenIntoTheGradientHolds()
    {
        Parameter table = nn.Parameter(zeros(3, 1));
        using Adam adam = optim.Adam([table], 0.1);
        table.index_select(0, tensor([1L])).sum().backward();
        using (Tensor handle = table.grad!) handle.narrow(0, 2, 1).fill_(5);
        table.index_select(0, tensor([1L])).sum().backward();
        Values.AreClose([0, 2, 5], table.grad!);
        adam.step();
        Values.AreClose([0, -0.1, -0.1], table, 1e-6);
    }

    [TestMethod]
    public void LookUpsAndOtherUsesMeetInOneGradient()
    {
        foreach (bool isLookUpFirst in new[] { true, false })
        {
            Tensor table = ones([3, 2], requires_grad: true);
            Tensor looked = table.index_select(0, tensor([1L, 1])).sum(), whole = (table * 10).sum();
            if (isLookUpFirst) looked.backward();
            whole.backward();
            if (!isLookUpFirst) looked.backward();
            Values.AreClose([10, 10, 12, 12, 10, 10], table.grad!);
        }
    }

    [TestMethod]
    public void ClearedRowsStartFromZero()
    {
        Parameter table = nn.Parameter(zeros(4, 1));
        using SGD sgd = optim.SGD([table], 0.5);
        foreach (long row in new long[] { 2, 0, 2 })
        {
            sgd.zero_grad();
            (table.index_select(0, tensor([row, row])) * 3).sum().backward();
            sgd.step();
        }
        Values.AreClose([-3, 0, -6, 0], table);
        Values.AreClose([0, 0, 6, 0], table.grad!);
    }

    [TestMethod]
    public void MomentumAndDecayMoveAllRows()
    {
        Parameter table = nn.Parameter(ones(2, 1));
        using SGD sgd = optim.SGD([table], 0.1, momentum: 0.5, weight_decay: 1);
        double first = 1, second = 1, firstVelocity = 0, secondVelocity = 0;
        for (int step = 0; step < 3; step++)
        {
            sgd.zero_grad();
            (table.index_select(0, tensor([1L])) * 2).sum().backward();
            sgd.step();
            firstVelocity = (0.5 * firstVelocity) + first;
            secondVelocity = (0.5 * secondVelocity) + 2 + second;
            first -= 0.1 * firstVelocity;
            second -= 0.1 * secondVelocity;
        }
        Values.AreClose([first, second], table);
    }
}
