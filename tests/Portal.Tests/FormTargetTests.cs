using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Routing;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Portal.Tests.Leaks;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests;

public class FormTargetTests
{
    [Fact]
    public async Task Every_form_target_refuses_what_comes_without_its_token_whether_it_reads_the_form_or_not()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var administrator = await portal.VisitorAsync("Hanako", "en", new HeldRole(Role.Administrator, Scopes.System));
        var targets = Probe.Routes(portal, method => method == "POST")
            .Where(route => route.Metadata.GetMetadata<IAntiforgeryMetadata>() is { RequiresValidation: true }).ToList();
        Assert.True(targets.Count > 50, $"Only {targets.Count} targets were found.");
        var accepted = new List<string>();
        foreach (var target in targets)
        {
            var number = target.RoutePattern.Parameters.Any(p => p.ParameterPolicies.Any(policy => policy.Content is "int" or "long"));
            var address = Probe.Address(target.RoutePattern, number ? "1" : Guid.NewGuid().ToString());
            foreach (var content in (HttpContent?[])[null, new FormUrlEncodedContent([new("_form", "forged")]), new MultipartFormDataContent { { new StringContent("forged"), "_form" } }])
            {
                using var answer = await administrator.Client.PostAsync(address, content);
                if (answer.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.TooManyRequests))
                    accepted.Add($"{target.RoutePattern.RawText} {answer.StatusCode}");
            }
        }

        Assert.Empty(accepted);
        using var open = await administrator.Client.GetAsync("/account");
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }
}
