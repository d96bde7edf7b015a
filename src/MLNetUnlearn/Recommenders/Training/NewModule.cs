namespace MLNetUnlearn.Recommenders.Training;

/// <summary>Modules that are handed on complete or not at all.</summary>
internal static class NewModule
{
    /// <summary>Prepares a new module and returns it; when that fails the module is freed, since nobody else holds it.</summary>
    public static SequenceModule Prepared(SequenceModule module, Action<SequenceModule> prepare)
    {
        try
        {
            prepare(module);
            // Its owner frees it, not a dispose scope that the caller happens to have open.
            foreach (var weight in module.state_dict().Values)
                weight.DetachFromDisposeScope();
            return module;
        }
        catch
        {
            module.Dispose();
            throw;
        }
    }
}
