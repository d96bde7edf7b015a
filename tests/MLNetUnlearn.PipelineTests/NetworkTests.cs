using MLNetUnlearn.PipelineTests.Support;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Testing;

namespace MLNetUnlearn.PipelineTests;

/// <summary>Train, forget in three ways, judge: what each network is worth before and after.</summary>
[TestClass]
public sealed class NetworkTests
{
    [TestMethod]
    public void SasRec_forgets() => PipelineBaseline.Check("Baselines/sasrec.json", Trained.SasRec.Value.AddTo);

    [TestMethod]
    public void Gru4Rec_forgets() => PipelineBaseline.Check("Baselines/gru4rec.json", Models.Train(Shop.Small(new Gru4RecOptions())).AddTo);

    [TestMethod]
    public void A_network_of_ones_own_forgets() => PipelineBaseline.Check("Baselines/custom.json", Models.Train(Shop.Small(new CustomOptions
    {
        ModelName = "Step",
        ModuleFactory = (itemCount, maximumLength) =>
        {
            var network = new StepNetwork(itemCount, d: 32);
            return new PaddedModule(network, network.Items, maximumLength);
        },
    })).AddTo);
}
