using Microsoft.ML;

namespace MLNetUnlearn.Tests.Support;

/// <summary>The contract for steps of ours: what ML.NET has loaded, Restore makes whole.</summary>
public abstract class StepContractTests : EstimatorContractTests
{
    protected override ITransformer Reload(ITransformer fitted, DataViewSchema inputSchema) =>
        new MLContext().Model.Restore<ITransformer>(base.Reload(fitted, inputSchema), new TableOptions());
}
