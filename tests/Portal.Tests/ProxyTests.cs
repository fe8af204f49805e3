using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Platform.Records;
using Sakimori.TestKit;
using Sakimori.Web.Console.Access;

namespace Sakimori.Portal.Tests;

/// <summary>Sign-in limits behind a real nginx on loopback, whose clients come from different addresses of loopback.</summary>
public class ProxyTests
{
    private const int Tries = 3;

    [Fact]
    public async Task Behind_a_trusted_proxy_each_client_has_its_own_limit_whatever_it_says_of_itself()
    {
        await using var portal = await StartAsync("127.0.0.1");
        await using var nginx = await Nginx.StartAsync(portal.Portal.Address);
        using var first = LoopbackClient.From("127.0.0.2", nginx.Address);
        using var second = LoopbackClient.From("127.0.0.3", nginx.Address);
        await ExhaustAsync(first, _ => { });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await TryAsync(second));

        // nginx appends the true address; what stands before it is the client's own word.
        first.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.77");
        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(first));
    }

    [Fact]
    public async Task Nobody_else_chooses_the_address_by_which_tries_are_counted()
    {
        await using var portal = await StartAsync("127.0.0.1");
        using var client = LoopbackClient.From("127.0.0.4", portal.Portal.Address);
        await ExhaustAsync(client, n =>
        {
            client.DefaultRequestHeaders.Remove("X-Forwarded-For");
            client.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{n}");
        });
    }

    [Fact]
    public async Task Without_the_setting_no_proxy_is_believed()
    {
        await using var portal = await StartAsync(null);
        await using var nginx = await Nginx.StartAsync(portal.Portal.Address);
        using var first = LoopbackClient.From("127.0.0.2", nginx.Address);
        using var second = LoopbackClient.From("127.0.0.3", nginx.Address);
        await ExhaustAsync(first, _ => { });
        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(second));
    }

    [Fact]
    public async Task Metrics_are_not_open_to_clients_of_a_proxy_on_this_machine()
    {
        await using var portal = await StartAsync("127.0.0.1");
        await using var nginx = await Nginx.StartAsync(portal.Portal.Address);
        using var client = LoopbackClient.From("127.0.0.2", nginx.Address);
        using var answer = await client.GetAsync("/metrics");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static Task<PortalUnderTest> StartAsync(string? trusted) => PortalUnderTest.StartAsync(Engine.Sqlite,
        services: s => s.AddSingleton(new ThrottleSettings(PerAddress: 1000, PerClient: Tries)),
        settings: s => trusted is null ? s : s with { TrustedProxies = [new IPNetwork(IPAddress.Parse(trusted), 32)] });

    private static async Task ExhaustAsync(HttpClient client, Action<int> before)
    {
        for (var n = 1; n <= Tries; n++)
        {
            before(n);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, await TryAsync(client));
        }

        before(Tries + 1);
        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(client));
    }

    private static async Task<HttpStatusCode> TryAsync(HttpClient client)
    {
        using var answer = await client.SubmitAsync("/sign-in", "/sign-in", ("email", $"{Guid.NewGuid():N}@example.jp"), ("password", "wrong wrong wrong"));
        return answer.StatusCode;
    }
}
