namespace MLNetUnlearn.Engine.Modules;

/// <summary>An optimiser whose state can be read and written.</summary>
public abstract class OptimizerHelper : torch.optim.Optimizer
{
    private protected OptimizerHelper(IEnumerable<Parameter> parameters, double learningRate)
        : base(parameters, learningRate)
    {
    }

    private protected abstract IReadOnlyList<OptimizerState> States { get; }

    /// <summary>The state itself, not a copy: what is written into it holds from the next step on.</summary>
    public virtual StateDictionary state_dict()
    {
        var dictionary = new StateDictionary();
        dictionary.State.AddRange(States);
        return dictionary;
    }
}
