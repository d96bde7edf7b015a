using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Modules;

/// <summary>What Adam and AdamW have in common. Not a class of TorchSharp.</summary>
public abstract class AdamOptimizer : optim.Optimizer
{
    private readonly AdamSettings _settings;
    private AdamState[] _states;

    private protected AdamOptimizer(IEnumerable<Parameter> parameters, double learningRate, in AdamSettings settings)
        : base(parameters, learningRate)
    {
        _settings = settings.Checked();
        bool amsgrad = settings.Amsgrad;
        _states = [.. List.Select(parameter => new AdamState(parameter.Impl.Shape, amsgrad))];
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (AdamState state in _states) state.Release();
        _states = [];
    }

    private protected override void Update(int index, TensorImpl parameter, TensorImpl grad)
        => _states[index].Step(_settings, LearningRate, parameter, grad);
}
