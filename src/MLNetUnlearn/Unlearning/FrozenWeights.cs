using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Unlearning;

/// <summary>Takes the weights that a method leaves alone out of training, until disposed of.</summary>
internal sealed class FrozenWeights : IDisposable
{
    private readonly List<Parameter> _frozen = [];

    public FrozenWeights(SequenceModule module, UpdatedWeights updated)
    {
        if (updated == UpdatedWeights.All)
            return;
        var items = module.ItemEmbedding.weight!;
        var isTrained = items.requires_grad;
        foreach (var parameter in module.parameters().Where(parameter => parameter.requires_grad))
        {
            parameter.requires_grad = false;
            _frozen.Add(parameter);
        }
        items.requires_grad = isTrained; // one of those above, or a second handle of it
    }

    public void Dispose()
    {
        foreach (var parameter in _frozen)
            parameter.requires_grad = true;
    }
}
