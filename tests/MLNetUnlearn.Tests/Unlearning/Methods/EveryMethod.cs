using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Unlearning.Methods;

/// <summary>Every method and every model, by name.</summary>
internal static class EveryMethod
{
    public static IEnumerable<string> Methods =>
        ["Sruga", "GA", "FT", "KL", "GA+FT", "GA+KL", "FT+KL", "Npo", "RandomLabel", "CalibratedAscent", "NewtonStep", "Ssd", "Retrain"];

    public static IEnumerable<string> Models => ["SasRec", "Gru4Rec", "Bert4Rec", "Padded", "TwoNames"];

    /// <summary>A few steps of a method, or its one step.</summary>
    public static UnlearningOptions Options(string method) => method switch
    {
        "Npo" => Few(new NpoOptions()),
        "RandomLabel" => Few(new RandomLabelOptions()),
        "CalibratedAscent" => Few(new CalibratedAscentOptions()),
        "NewtonStep" => Few(new NewtonStepOptions()),
        "Ssd" => new SsdOptions { SelectionWeight = 1, Seed = 5 },
        "Retrain" => new RetrainOptions { Seed = 5 },
        "Sruga" => Few(new SrugaOptions()),
        _ => Few(new SrugaOptions
        {
            GradientAscentWeight = Weight(method, "GA"), FineTuningWeight = Weight(method, "FT"), DivergenceWeight = Weight(method, "KL"),
        }),
    };

    private static double Weight(string method, string term) => method.Contains(term, StringComparison.Ordinal) ? 1 : 0;

    private static GradientUnlearningOptions Few(GradientUnlearningOptions options) =>
        options with { MaximumEpochs = 3, LearningRate = 0.01, Stop = new NoStop(), Seed = 5 };

    public static RecommenderOptions ModelOptions(string model)
    {
        RecommenderOptions options = model switch
        {
            "SasRec" => new SasRecOptions { Blocks = 1 },
            "Gru4Rec" => new Gru4RecOptions(),
            "Bert4Rec" => new Bert4RecOptions { Blocks = 1, Heads = 2 },
            "TwoNames" => new TwoNamesOptions(),
            _ => new CustomOptions
            {
                ModelName = "Place", ModuleFactory = (items, length) =>
                {
                    var network = new PlaceNetwork(items, length, 8);
                    return new PaddedModule(network, network.Items, length);
                },
            },
        };
        return options with { EmbeddingSize = 8, Epochs = 3, LearningRate = 0.02, Seed = 3, TopK = 3 };
    }
}
