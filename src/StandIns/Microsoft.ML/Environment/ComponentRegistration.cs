namespace Microsoft.ML.Runtime;

internal static class ComponentRegistration
{
    // In ML.NET every component takes a host, whether it needs one or not, and so changes the random numbers of the hosts after it.
    public static void RegisterComponent(this IHostEnvironment environment, string name) => environment.Register(name);
}
