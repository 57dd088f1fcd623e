global using Microsoft.Extensions.Primitives;
global using Microsoft.Net.Http.Headers;
global using Shop.Rules;
global using Shop.Store;
global using Yarp.ReverseProxy.Forwarder;
