namespace MLNetUnlearn.Engine.Tests.Tensors;

/// <content>TorchSharp subtracts two numbers near 1, so that its small values have few right digits.</content>
public sealed partial class GeluTests
{
    [TestMethod]
    public void SmallNegativeValuesAreAccurateToo()
    {
        float[] actual = Values.Floats(nn.functional.gelu(tensor(Points)));
        for (int i = 0; i < Points.Length; i++)
        {
            double x = Points[i], bound = x > -3 ? 1e-6 : 5e-6;
            if (x < 0)
                Assert.IsLessThan(bound, Math.Abs((actual[i] / (x * Normal(x))) - 1), $"gelu({x})");
        }
    }
}
