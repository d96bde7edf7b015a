using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

internal static class CustomMappingLoader
{
    public static ITransformer Load(ModelLoadContext ctx)
    {
        var contract = ctx.Reader.ReadString();
        var catalog = ctx.Environment.ComponentCatalog;
        catalog.RegisterAssembly(Assembly.Load(ctx.Reader.ReadString()));
        var factory = catalog.CreateExtension(typeof(CustomMappingFactoryAttributeAttribute), contract) as ICustomMappingFactory;
        Contracts.Check(factory is not null, $"The class with the contract '{contract}' is no CustomMappingFactory.");
        return factory.CreateTransformer(ctx.Environment, contract);
    }
}
