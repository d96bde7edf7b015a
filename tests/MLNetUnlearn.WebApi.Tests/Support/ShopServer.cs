using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;

namespace MLNetUnlearn.WebApi.Tests.Support;

/// <summary>The example as it is started, in this process and in the environment Development, which shows the most.</summary>
internal sealed class ShopServer(string state, params (string Name, string Value)[] settings) : WebApplicationFactory<Program>
{
    /// <summary>What is registered beside what the example registers.</summary>
    public Action<IWebHostBuilder> Configure { get; init; } = _ => { };

    public void Start() => CreateClient().Dispose();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("Shop:State", state);
        builder.UseSetting("Shop:Users", "300");
        builder.UseSetting("Shop:Epochs", "4");
        builder.UseSetting("Shop:ForgetDelay", "00:00:00.02");
        builder.UseSetting("Shop:RetryDelay", "00:00:00.02");
        builder.UseSetting("Logging:LogLevel:Default", "Critical");
        foreach (var (name, value) in settings)
            builder.UseSetting(name, value);
        Configure(builder);
    }
}
