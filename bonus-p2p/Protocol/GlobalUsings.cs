global using System.Security.Cryptography;
global using System.Text;
