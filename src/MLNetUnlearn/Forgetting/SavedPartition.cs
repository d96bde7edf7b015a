using MLNetUnlearn.Persistence;
using MLNetUnlearn.Persistence.Steps;
using Microsoft.ML;

namespace MLNetUnlearn.Forgetting;

/// <summary>What PartitionForgetRemain leaves in a model file: the requests among it.</summary>
internal sealed record SavedPartition(PartitionForgetRemainOptions Options, IReadOnlyList<ForgetRequest> Requests, PartitionSummary Summary)
{
    public static void Save(ModelSaveContext context, RequestPartition partition, PartitionSummary summary) => StateChain.Save(
        context,
        new SavedStep(PartitionColumns.Step, OptionsJson.Text(new SavedPartition(partition.Options, partition.Requests.All, summary))));

    public static PartitionForgetRemainTransformer Read(string payload)
    {
        var saved = OptionsJson.Read<SavedPartition>(payload);
        saved.Options.Validate(nameof(Options));
        var requests = new RequestList(saved.Requests, nameof(Requests));
        return new PartitionForgetRemainTransformer(new RequestPartition(requests, saved.Options), saved.Summary);
    }
}
