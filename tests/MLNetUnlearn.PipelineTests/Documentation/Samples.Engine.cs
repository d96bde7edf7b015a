using MLNetUnlearn.Engine;

namespace MLNetUnlearn.PipelineTests.Documentation;

/// <summary>The code of the engine's page, run.</summary>
[TestClass]
public sealed class EngineSamples
{
    [TestMethod]
    public void The_engine_is_used_as_its_page_says()
    {
        using var layer = torch.nn.Linear(2, 1);
        using var input = torch.tensor(new float[] { 1, 2 }, new long[] { 1, 2 });
        using var loss = layer.call(input).sum();
        loss.backward();                             // layer.weight.grad is [1, 2]

        CollectionAssert.AreEqual((float[])[1, 2], layer.weight!.grad!.data<float>().ToArray());
    }
}
